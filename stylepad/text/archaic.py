"""Words that mark a text as old-fashioned or ornate, whoever wrote it."""

from __future__ import annotations

from stylepad.text.words import WORD

_WORDS = {
    "ru": frozenset(
        "ибо дабы токмо сей сия сие сего сему сим сих оный оная оное оного оному оных паче "
        "вельми зело очи очей очам очами чело челе ланиты перст перстом перстами десница "
        "десницей длань уста устами устам глас гласом злато младой младая доселе отселе поныне "
        "отныне нежели коли кабы ежели буде намедни давеча третьего-дня сударь сударыня "
        "милостивый изволь извольте изволил изволила изволите молвил молвила молвит вскричал "
        "вскричала полноте вестимо премного презело престранный преглупый втуне всуе да-с нет-с "
        "так-с что-с ну-с вот-с извольте-с отрок отрока отроковица дева девы воззрел узрел "
        "узрела внемлет внемли влачить влачил почивал почивает вкушал вкушать сонм сонмы "
        "упования экой экая экое этакой этакая этакий эдакий".split()
    ),
    "en": frozenset(
        "thee thou thy thine ye hath doth dost hast wilt shalt canst tis twas whilst "
        "ere nay yea whence thence hither thither whither betwixt wherefore forsooth methinks "
        "alas behold beheld countenance visage countenances hitherto heretofore peradventure "
        "verily prithee fain oft o'er ne'er e'er amidst ardent felicity beseech besought sirrah "
        "vouchsafe vexation obligingly whomsoever whosoever thenceforth".split()
    ),
}


def archaic_words(text: str, language: str) -> tuple[str, ...]:
    """Return the old-fashioned and ornate words of a text, each as often as it stands there."""
    known = _WORDS.get(language, frozenset())
    lowered = (word.casefold().replace("’", "'") for word in WORD.findall(text))
    return tuple(word for word in lowered if word in known)
