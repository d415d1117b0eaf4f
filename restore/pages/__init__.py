"""What all pages are written with: one skeleton, one stylesheet, one way for strangers' texts to get in."""
