"""Where tokens stand: the quick pattern for Latin text says what the one for every script says."""

import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore import spans
from restore.text import Text

LATIN = st.text(alphabet=st.sampled_from("abzé’'-–—.,:/`\"“” 0129\n\t_()$€nts\x1c"), max_size=80)


@given(LATIN)
@example("'S‿")
@example("it's² &a‿;")
def test_both_patterns_read_latin_text_alike(raw):
    quick = [match.span() for match in re.finditer(spans._LATIN, raw)]
    thorough = [match.span() for match in spans._wide().finditer(raw)]
    assert quick == thorough


def test_a_package_that_somebody_takes_out_of_the_modules_that_are_loaded_is_loaded_again():
    script = (
        "import sys; from restore.spans import is_spaceless, spans_of; loaded = {*sys.modules}; spans_of('\u65e5'); "
        "[sys.modules.pop(name) for name in {*sys.modules} - loaded]; print(is_spaceless('\u65e5'))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("True\n", "")


@pytest.mark.parametrize(
    ("raw", "tokens", "folds"),
    [
        ("p&ecirc;cheur &Uuml;ber", ["p&ecirc;cheur", "&Uuml;ber"], ["pêcheur", "über"]),
        ("l&amp;eacute;ger", ["l&amp;eacute;ger"], ["léger"]),
        ("&#1084;&#x44d;&#1088;", ["&#1084;&#x44d;&#1088;"], ["мэр"]),
        ("could&#x27;ve it &apos;s do n&apos;t", ["could", "&#x27;ve", "it", "&apos;s", "do", "n&apos;t"], None),
        ("shouldn&rsquo;t", ["should", "n&rsquo;t"], ["should", "n't"]),
        (
            "&amp;quot;so&amp;quot; &laquo;so&raquo;",
            ["&amp;quot;", "so", "&amp;quot;", "&laquo;", "so", "&raquo;"],
            None,
        ),
        ("EdwardÃ©s donâ€™t", ["EdwardÃ©s", "do", "nâ€™t"], ["edwardés", "do", "n't"]),
        ("â€œMÃ¼ll,â€\x9d so", ["â€œ", "MÃ¼ll", ",", "â€\x9d", "so"], ['"', "müll", ",", '"', "so"]),
        ("Ð½ÐµÑ‚ ðŸ˜€", ["Ð½ÐµÑ‚", "ðŸ˜€"], ["нет", "😀"]),
        ("“SÃO” 9\xa0×\xa019 mÂ", ["“", "SÃO", "”", "9", "×", "19", "mÂ"], None),
        ("AT&T; R&D &c; &nbsp;", ["AT", "&", "T", ";", "R&D", "&", "c", ";", "&nbsp;"], None),
    ],
)
def test_references_to_letters_and_apostrophes_are_parts_of_words(raw, tokens, folds):
    text = Text.of(raw)
    assert [text.token(at) for at in range(len(text))] == tokens
    assert folds is None or text.folds == folds
