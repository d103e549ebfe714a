import pytest

from newsbot import extract_article
from newsbot.records import Warn
from newsbot.text.legacy import is_legacy

TCVN3 = "§¶ng bé tØnh tæ chøc héi nghÞ tæng kÕt c«ng t¸c n¨m, triÓn khai nhiÖm vô träng t©m cña n¨m tíi. " * 5
VNI = "Ñoäc laäp - Töï do - Haïnh phuùc. Ñaûng boä tænh toå chöùc hoäi nghò toång keát coâng taùc naêm. " * 5
UNICODE = "Đảng bộ tỉnh tổ chức hội nghị tổng kết công tác năm, triển khai nhiệm vụ trọng tâm của năm tới. " * 5
FRENCH = "Le comité a présenté les résultats de l'année à l'assemblée générale, où les délégués ont été reçus. " * 5


@pytest.mark.parametrize(
    ("text", "legacy"), [(TCVN3, True), (VNI, True), (UNICODE, False), (FRENCH, False), (TCVN3[:90], False)]
)
def test_encodings_of_before_unicode(text: str, legacy: bool) -> None:
    assert is_legacy(text) is legacy


def test_a_page_in_an_old_font_is_flagged() -> None:
    page = f"<html><body><h1>Tin</h1><p>{TCVN3}</p><p>{TCVN3}</p></body></html>"
    assert Warn.LEGACY_FONT in extract_article(page, "https://x.vn/tin-12345.html").warnings
