"""Made-up words that word-piece implementations get wrong."""

WORDS = """
the The THE tHe running Runner unaffable president Brandvik Norvex COVID-19 U.S. U.K.'s e.g. i.e.
a.m. p.m. n't 's 're 've 'll 'd ca n't won't O'Leary N'Dour l'Oréal rock'n'roll $ $1.2bn €3.5m £2m
¥12bn ₹300 ¢ 0.25% 3½ ½ ¼ ² m³ H₂O 10,000 1,234,567.89 1998-99 2024-06-30 9:31 24/7 +44 #1 @user
#Liftoff https://example.org/a?b=c&d=e#f www.example.com info@example.com C++ C# AT&T R&D and/or
state-of-the-art Mercedes-Benz A$AP Ke$ha y'all -- --- ... .... .. !? ?! !!! ( ) [ ] { } < > | \\ / ~ ^
` `` '' ' " * _ __ = + & % @ # ; : , . ! ? -LRB- -RRB- [UNK] [CLS] [SEP] [MASK] [PAD] [unused0] ##s ##
“ ” ‘ ’ „ ‚ « » ‹ › – — ― ‐ ‑ ‒ − … ‥ • · † ‡ § ¶ © ® ™ ° ′ ″ ʼ ʻ ＇ ´ ¨ ¸ n’t ’s “We O’Leary don‘t
José naïve café Zürich São Tomé Müller-Łukasiewicz Łódź Đặng Thị Hồng Nguyễn Škoda Čapek Ōsaka
Þórr Ærø Ørsted Åse straße STRASSE ẞ ſ œuvre Œuvre façade coöperative Dvořák Győr Ángström ångström
İstanbul ISTANBUL ıstanbul IĞDIR İ ı Iİıi Σίσυφος ΣΑΣ ὈΔΥΣΣΕΎΣ Москва МОСКВА Йошкар-Ола йод ё Ґ Њ
ﬁnancial ﬂow ﬀ ﬃx Ĳssel Ǆ ǅ Ⅳ ⅷ ℃ Å K Ω ℡ № Ｆｕｌｌ ｗｉｄｔｈ １２３ ｶﾀｶﾅ カタカナ ガ が は゛ ｶﾞ
東京 小林電機 北京大学 中文abc中文 日本2024 한국 서울특별시 각 𠀀 𠮷野家 豈 𪜀 㐀 々 〇 、 。 「引用」 ・ ー
हिन्दी नमस्ते বাংলা தமிழ் ไทย ภาษาไทย ພາສາລາວ العربية مُحَمَّد שָׁלוֹם עברית فارسی‌ها ქართული Ⴀ Հայերեն አማርኛ
😀 🚀🚀 👩‍🚀 👍🏽 🇺🇦 ❤️ ☺ ✓ → ≤ ∞ ½x 𝐁𝐨𝐥𝐝 𝟙𝟚 🅰 ①② ㊗ � x�y
""".split()

# With characters that would not survive the list above: combining, invisible, spaces, long.
WORDS += [
    "e\u0301te\u0301", "E\u0301", "n\u0303", "a\u0323\u0302", "\u0301", "\u0301\u0301x", "x\u0336y\u0336",
    "co\u00adoperation", "\u00ad", "zero\u200bwidth", "\u200b", "joi\u200dner", "non\u200cjoiner",
    "\u200e\u200fmark", "\u2060", "\ufeffbom", "\ufeff", "a\u00a0b", "\u00a0", "thin\u2009space",
    "ideographic\u3000space", "line\u2028separator", "paragraph\u2029end", "next\u0085line", "tab\tinside",
    "line\nend", "carriage\rreturn", "form\ffeed", "vertical\vtab", "null\0inside", "bell\a", "\x1b[31m",
    "\x7f", "\x80\x9f", "private\ue000use", "\U000f0000", "unassigned\u0378", "\ufffe", "variation\ufe0f",
    "tag\U000e0041", "bidi\u202eesrever", "", " ", "a b", " lead", "trail ",
    "A" * 99, "a" * 100, "a" * 101, "\u00e9" * 100, "e\u0301" * 100, "x" * 300, "-" * 40, "ab-" * 50,
    "中" * 20, "\U0001f600" * 101, "Donaudampfschifffahrtsgesellschaftskapit\u00e4n",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch",
    "antidisestablishmentarianism", "pneumonoultramicroscopicsilicovolcanoconiosis",
    "a1b2c3d4e5f6a7b8c9d0", "1" * 30, "9" * 101, "\u1e9b\u0323", "\uac01", "\u1100\u1161\u11a8", "\u0130\u0307",
    "\u03a3", "\u03b1\u03a3", "\u212a", "\u2126", "\u0345", "\u1fb3", "\u037e", "\u0387", "\u00b7", "\u2024", "\ufe52",
    "\U0001d7d8", "\u0660\u0661", "\u0967", "\u3007", "\U0002b740", "\U0002f800", "\U00030000", "\u31a0", "\u2e80",
]
