"""Measuring: examples to fit confidence on, the fit, and the benchmark against other aligners."""
