"""Words to model input: word pieces, word shapes and windows of sentences."""

import unicodedata

MAX_PIECES = 192
POSITIONS = 512
MAX_WORD_PIECES = 12
MAX_WORD_CHARACTERS = 100
SHAPES = 8
LAYOUTS = 4
QUOTE_WORDS = 150
OPENING, CLOSING = "\u201c\u201e\u00ab", "\u201d\u00bb"


def is_punctuation(c):
    """BERT counts all printable non-alphanumeric ASCII as punctuation."""
    n = ord(c)
    if 33 <= n <= 47 or 58 <= n <= 64 or 91 <= n <= 96 or 123 <= n <= 126:
        return True
    return unicodedata.category(c).startswith("P")


def is_space(c):
    return c in "\t\n\r" or unicodedata.category(c)[0] == "Z"


def is_control(c):
    """Dropped characters: Cc (except the white space of is_space), Cf, Cs, Co and U+FFFD."""
    category = unicodedata.category(c)
    return c == "\ufffd" or (c not in "\t\n\r" and category in ("Cc", "Cf", "Cs", "Co"))


def is_cjk(c):
    n = ord(c)
    return (0x4E00 <= n <= 0x9FFF or 0x3400 <= n <= 0x4DBF or 0x20000 <= n <= 0x2A6DF
            or 0x2A700 <= n <= 0x2B73F or 0x2B740 <= n <= 0x2B81F or 0x2B820 <= n <= 0x2CEAF
            or 0xF900 <= n <= 0xFAFF or 0x2F800 <= n <= 0x2FA1F)


def basic_tokens(text):
    """BERT's uncased rules: clean, NFD without combining marks, lower case, split."""
    spaced = "".join(f" {c} " if is_cjk(c) else " " if is_space(c) else c
                     for c in text if not is_control(c))
    stripped = (c for c in unicodedata.normalize("NFD", spaced)
                if unicodedata.category(c) != "Mn")
    tokens = [""]
    # Lower case by character: final sigma gets no form of its own.
    for c in "".join(c.lower() for c in stripped):
        if is_space(c):
            tokens.append("")
        elif is_punctuation(c):
            tokens += [c, ""]
        else:
            tokens[-1] += c
    return [t for t in tokens if t]


class WordPiece:
    def __init__(self, vocabulary_path):
        with open(vocabulary_path, encoding="utf-8", newline="\n") as lines:
            pieces = [line.rstrip("\n") for line in lines]
        self.ids = {piece: i for i, piece in enumerate(pieces)}
        self.cls, self.sep, self.unknown = (self.ids[p] for p in ("[CLS]", "[SEP]", "[UNK]"))
        self.cache = {}

    def __call__(self, word):
        """Piece ids of a word: at least one, at most MAX_WORD_PIECES."""
        if word not in self.cache:
            ids = [i for token in basic_tokens(word) for i in self._greedy(token)]
            self.cache[word] = ids[:MAX_WORD_PIECES] or [self.unknown]
        return self.cache[word]

    def _greedy(self, token):
        if len(token) > MAX_WORD_CHARACTERS:
            return [self.unknown]
        ids, start = [], 0
        while start < len(token):
            end = len(token)
            prefix = "##" if start else ""
            while end > start and prefix + token[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            ids.append(self.ids[prefix + token[start:end]])
            start = end
        return ids


def shape(word):
    """Class of a word's casing; the vocabulary itself knows no case."""
    letters = [c for c in word if c.isalpha()]
    digit = any(unicodedata.category(c) == "Nd" for c in word)
    if not letters:
        return 5 if digit else 7
    if digit:
        return 6
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if upper[0] and not any(upper[1:]):
        return 2
    return 3 if all(upper) else 4


def quotation_states(sentences, starts):
    """Per word whether it stands in a quotation, its marks included.

    A paragraph's start closes what is open, as do QUOTE_WORDS words.
    """
    out, left = [], 0
    for sentence, starts_paragraph in zip(sentences, starts):
        if starts_paragraph:
            left = 0
        out.append([])
        for form in sentence:
            opens = form in ("``", *OPENING) or (form == '"' and not left)
            closes = not opens and (form in ("''", '"', *CLOSING))
            left = QUOTE_WORDS if opens else left
            out[-1].append(int(left > 0))
            left = 0 if closes else max(0, left - 1)
    return out


def split_long(sentence, pieces):
    """A sentence (list of items) in parts whose pieces fit the positions."""
    parts, room = [[]], POSITIONS - 2
    for item, n in zip(sentence, pieces):
        if n > room:
            parts.append([])
            room = POSITIONS - 2
        parts[-1].append(item)
        room -= n
    return parts


def paragraph_sizes(sizes, starts):
    """Per sentence the pieces of the paragraph that it starts, or 0."""
    out, open_at = [0] * len(sizes), None
    for i, (size, starts_paragraph) in enumerate(zip(sizes, starts)):
        if starts_paragraph or open_at is None:
            open_at = i if starts_paragraph else None
        if open_at is not None:
            out[open_at] += size
    return out


def windows(sentences, starts, count, first_limit=MAX_PIECES):
    """Packs whole sentences greedily; count(item) is the number of a word's pieces.

    A paragraph that no longer fits starts a new window if the window is half full and the
    paragraph fits into one. starts: which sentences start a paragraph. Training passes a smaller
    first_limit to move the borders between epochs.
    """
    out, used, limit = [], 0, first_limit
    sizes = [sum(map(count, sentence)) + 1 for sentence in sentences]
    for sentence, paragraph in zip(sentences, paragraph_sizes(sizes, starts)):
        if (paragraph and 2 * used >= MAX_PIECES and paragraph < MAX_PIECES
                and used + paragraph > limit):
            used = limit
        for part in split_long(sentence, [count(item) for item in sentence]):
            size = sum(map(count, part)) + 1
            if out and used + size <= limit:
                out[-1].append(part)
                used += size
            else:
                limit = MAX_PIECES if out else first_limit
                out.append([part])
                used = 1 + size
    return out


def encode(window, layouts, wordpiece):
    """Piece ids, shapes, layouts, and per sentence the piece index of each word and its [SEP].

    A word's layout: 1 in a quotation, plus 2 for the first word of a paragraph.
    """
    ids, shapes, places, words, seps = [wordpiece.cls], [0], [0], [], []
    for sentence, layout in zip(window, layouts):
        words.append([])
        for word, place in zip(sentence, layout):
            pieces = wordpiece(word)
            words[-1].append(len(ids))
            ids += pieces
            shapes += [shape(word)] * len(pieces)
            places += [place] * len(pieces)
        seps.append(len(ids))
        ids.append(wordpiece.sep)
        shapes.append(0)
        places.append(0)
    return ids, shapes, places, words, seps
