"""Word pieces by the Python implementation, to check the C++ one against.

Reads one sentence a line, words between single spaces, and writes for each line the list of
its words' piece ids. --cases writes the made-up cases of tests/language/wordpiece_cases.jsonl
instead. --check also compares each word with the `tokenizers` package.
"""

import argparse
import json
import sys

import text
import wordpiece_cases


def independent(vocabulary):
    """BERT's uncased pipeline of the tokenizers package, cut like ours."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    model = models.WordPiece.from_file(vocabulary, unk_token="[UNK]",
                                       max_input_chars_per_word=text.MAX_WORD_CHARACTERS)
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    unknown = model.token_to_id("[UNK]")
    return lambda word: tokenizer.encode(word).ids[:text.MAX_WORD_PIECES] or [unknown]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--cases", action="store_true")
    p.add_argument("--check", action="store_true")
    args = p.parse_args()
    wordpiece = text.WordPiece(args.vocabulary)
    other = independent(args.vocabulary) if args.check else None
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sentences = [[word] for word in wordpiece_cases.WORDS] if args.cases else \
        (line.rstrip("\n").split(" ") for line in sys.stdin)
    differing = 0
    for words in sentences:
        if args.cases:
            print(json.dumps({"word": words[0], "ids": wordpiece(words[0])}))
        else:
            print(json.dumps([wordpiece(w) for w in words], separators=(",", ":")))
        for word in words:
            if other and other(word) != wordpiece(word):
                differing += 1
                print(f"{word!a}: {wordpiece(word)}, tokenizers {other(word)}", file=sys.stderr)
    if args.check:
        print(f"{differing} words differ", file=sys.stderr)


if __name__ == "__main__":
    main()
