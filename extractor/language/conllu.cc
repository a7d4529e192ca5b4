#include "extractor/language/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "base/unicode.h"

namespace kg {
namespace {

// The ten columns of a word line.
enum Column {
  kId,
  kForm,
  kLemma,
  kUpos,
  kXpos,
  kFeats,
  kHead,
  kDeprel,
  kDeps,
  kMisc,
  kColumnCount
};
using Columns = std::array<std::string_view, kColumnCount>;

constexpr std::string_view kNone = "_";
constexpr std::string_view kNoSpace = "SpaceAfter=No";
constexpr std::string_view kNerKey = "NER=";

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<uint32_t> ParseNumber(std::string_view text) {
  uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return {};
  return value;
}

std::string EmptyIfNone(std::string_view column) {
  return column == kNone ? std::string() : std::string(column);
}

// Calls `use` with each item of a MISC column.
template <typename Use>
void ForEachMisc(std::string_view misc, Use use) {
  while (!misc.empty()) {
    const size_t bar = misc.find('|');
    use(misc.substr(0, bar));
    if (bar == std::string_view::npos) return;
    misc.remove_prefix(bar + 1);
  }
}

bool HasNoSpace(std::string_view misc) {
  bool found = false;
  ForEachMisc(misc, [&](std::string_view item) { found |= item == kNoSpace; });
  return found;
}

// Reads one file line by line.
class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name) {}

  Status Line(std::string_view line) {
    ++line_number_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (IsBlank(line)) return EndSentence();
    if (line.front() == '#') return Comment(line.substr(1));
    return Word(line);
  }

  Result<std::vector<ConlluArticle>> Finish() {
    KG_RETURN_IF_ERROR(EndSentence());
    return std::move(articles_);
  }

 private:
  struct Multiword {  // words first..last, counted from 1
    uint32_t first = 0;
    uint32_t last = 0;
    std::string form;
    bool space_after = true;
  };

  Status Fail(const std::string& reason) const {
    return Status::InvalidInput(name_ + ":" + std::to_string(line_number_) +
                                ": " + reason);
  }

  uint32_t NextWord() const {
    return static_cast<uint32_t>(sentence_.tokens.size()) + 1;
  }
  static uint32_t End(const std::string& text) {
    return static_cast<uint32_t>(text.size());
  }

  Status Comment(std::string_view comment) {
    if (!sentence_.tokens.empty()) {
      return Fail("comment inside a sentence, expected an empty line");
    }
    const size_t equals = comment.find('=');
    const std::string_view key = Trim(comment.substr(0, equals));
    const std::string_view value = equals == std::string_view::npos
                                       ? ""
                                       : Trim(comment.substr(equals + 1));
    if (key == "newdoc" || key == "newdoc id") {
      articles_.emplace_back();
      articles_.back().id = std::string(value);
    } else if (key == "newpar" || key == "newpar id") {
      sentence_.starts_paragraph = true;
    } else if (key == "sent_id") {
      sentence_.id = std::string(value);
    }
    return Status();
  }

  Status Word(std::string_view line) {
    Columns columns;
    size_t count = 0;
    for (size_t begin = 0; begin <= line.size(); ++count) {
      const size_t tab = std::min(line.find('\t', begin), line.size());
      if (count < kColumnCount)
        columns[count] = line.substr(begin, tab - begin);
      begin = tab + 1;
    }
    if (count != kColumnCount) {
      return Fail("expected 10 columns, got " + std::to_string(count));
    }
    const std::string_view id = columns[kId];
    if (id.find('.') != std::string_view::npos) return Status();  // empty node
    if (columns[kForm].empty()) return Fail("empty form");
    if (id.find('-') != std::string_view::npos) return Range(columns);
    const uint32_t expected = NextWord();
    if (ParseNumber(id) != expected) {
      return Fail("expected word " + std::to_string(expected) + ", got '" +
                  std::string(id) + "'");
    }
    return AddToken(columns);
  }

  Status Range(const Columns& columns) {
    const std::string_view id = columns[kId];
    const size_t dash = id.find('-');
    const auto first = ParseNumber(id.substr(0, dash));
    const auto last = ParseNumber(id.substr(dash + 1));
    const uint32_t next = NextWord();
    const bool overlaps = !ranges_.empty() && ranges_.back().last >= next;
    if (!first || !last || *first != next || *last <= *first || overlaps) {
      return Fail("bad range of words '" + std::string(id) + "'");
    }
    ranges_.push_back({*first, *last, std::string(columns[kForm]),
                       !HasNoSpace(columns[kMisc])});
    return Status();
  }

  Status AddToken(const Columns& columns) {
    Token token;
    token.form = std::string(columns[kForm]);
    // A lemma of "_" is one only where the word is an underscore.
    token.lemma = columns[kForm] == kNone ? std::string(columns[kLemma])
                                          : EmptyIfNone(columns[kLemma]);
    token.upos = EmptyIfNone(columns[kUpos]);
    token.xpos = EmptyIfNone(columns[kXpos]);
    token.feats = std::string(columns[kFeats]);
    token.deprel = EmptyIfNone(columns[kDeprel]);
    token.space_after = !HasNoSpace(columns[kMisc]);
    ForEachMisc(columns[kMisc], [&](std::string_view item) {
      if (item.substr(0, kNerKey.size()) == kNerKey) {
        token.ner = std::string(item.substr(kNerKey.size()));
      }
    });
    if (columns[kHead] != kNone) {
      const auto head = ParseNumber(columns[kHead]);
      if (!head || *head > std::numeric_limits<int32_t>::max()) {
        return Fail("bad head '" + std::string(columns[kHead]) + "'");
      }
      token.head = static_cast<int32_t>(*head) - 1;
    }
    sentence_.tokens.push_back(std::move(token));
    return Status();
  }

  // Every head is a word of the sentence, and none is its own ancestor.
  Status CheckTree() const {
    const auto& tokens = sentence_.tokens;
    const auto size = static_cast<int32_t>(tokens.size());
    // 0: not seen; else the number of the walk that saw it first.
    std::vector<int32_t> seen(tokens.size(), 0);
    for (int32_t start = 0; start < size; ++start) {
      int32_t at = start;
      while (at >= 0 && seen[at] == 0) {
        seen[at] = start + 1;
        at = tokens[at].head;
        if (at >= size) {
          return Fail("head " + std::to_string(at + 1) +
                      " is past the sentence above");
        }
      }
      if (at >= 0 && seen[at] == start + 1) {
        return Fail("the heads of the sentence above form a cycle");
      }
    }
    return Status();
  }

  // Words of a multiword token stand close together where they spell it.
  Status ApplyRanges() {
    auto& tokens = sentence_.tokens;
    for (const Multiword& range : ranges_) {
      if (range.last > tokens.size()) {
        return Fail("range of words past the sentence above");
      }
      std::string joined;
      for (uint32_t i = range.first - 1; i < range.last; ++i) {
        joined += tokens[i].form;
      }
      const bool spelled = ToLower(joined) == ToLower(range.form);
      for (uint32_t i = range.first - 1; i + 1 < range.last; ++i) {
        tokens[i].space_after = !spelled;
      }
      tokens[range.last - 1].space_after = range.space_after;
    }
    return Status();
  }

  Status EndSentence() {
    if (sentence_.tokens.empty()) return Status();
    KG_RETURN_IF_ERROR(CheckTree());
    KG_RETURN_IF_ERROR(ApplyRanges());
    if (articles_.empty()) articles_.emplace_back();
    ConlluArticle& article = articles_.back();
    if (article.document.sentences.empty()) sentence_.starts_paragraph = true;
    sentence_.begin = End(article.text);
    for (Token& token : sentence_.tokens) {
      token.begin = End(article.text);
      article.text += token.form;
      token.end = End(article.text);
      if (token.space_after) article.text += ' ';
    }
    sentence_.end = sentence_.tokens.back().end;
    article.text.resize(sentence_.end);
    article.text += '\n';
    article.document.sentences.push_back(std::move(sentence_));
    sentence_ = Sentence();
    ranges_.clear();
    return Status();
  }

  const std::string& name_;
  size_t line_number_ = 0;
  std::vector<ConlluArticle> articles_;
  Sentence sentence_;
  std::vector<Multiword> ranges_;
};

// The text as one line.
std::string OneLine(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return line;
}

std::string OrNone(const std::string& text) {
  return text.empty() ? std::string(kNone) : text;
}

std::string Misc(const Token& token, const OffsetMap* offsets) {
  std::string misc;
  const auto add = [&misc](const std::string& item) {
    if (!misc.empty()) misc += '|';
    misc += item;
  };
  if (!token.ner.empty()) add(std::string(kNerKey) + token.ner);
  if (!token.space_after) add(std::string(kNoSpace));
  if (offsets != nullptr) {
    add("TokenRange=" + std::to_string(offsets->ToCodePoints(token.begin)) +
        ":" + std::to_string(offsets->ToCodePoints(token.end)));
  }
  return OrNone(misc);
}

void WriteToken(const Token& token, size_t number, const OffsetMap* offsets,
                std::string* out) {
  const std::string head = token.head < 0 && token.deprel.empty()
                               ? std::string(kNone)
                               : std::to_string(token.head + 1);
  *out += std::to_string(number);
  for (const std::string& column :
       {OneLine(token.form), OrNone(token.lemma), OrNone(token.upos),
        OrNone(token.xpos), OrNone(token.feats), head, OrNone(token.deprel),
        std::string(kNone), Misc(token, offsets)}) {
    *out += '\t';
    *out += column;
  }
  *out += '\n';
}

}  // namespace

Result<std::vector<ConlluArticle>> ReadConllu(const std::string& name,
                                              std::string_view bytes) {
  // A blank may follow each word, so the text is at most twice as long.
  if (bytes.size() > std::numeric_limits<uint32_t>::max() / 2) {
    return Status::InvalidInput(name + ": over 2 GiB, split the file");
  }
  if (!IsValidUtf8(bytes)) {
    return Status::InvalidInput(name + ": expected UTF-8");
  }
  Reader reader(name);
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    KG_RETURN_IF_ERROR(reader.Line(bytes.substr(0, end)));
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
  }
  return reader.Finish();
}

std::string WriteConllu(const std::string& path, std::string_view text,
                        const Document& document,
                        const ConlluWriteOptions& options) {
  std::optional<OffsetMap> offsets;
  if (options.with_ranges) offsets.emplace(text);
  std::string out = "# newdoc id = " + OneLine(path) + "\n";
  size_t sentence_number = 0;
  for (const Sentence& sentence : document.sentences) {
    ++sentence_number;
    if (sentence.starts_paragraph) out += "# newpar\n";
    out +=
        "# sent_id = " +
        (sentence.id.empty() ? std::to_string(sentence_number) : sentence.id) +
        "\n# text = " +
        OneLine(text.substr(sentence.begin, sentence.end - sentence.begin)) +
        "\n";
    size_t number = 0;
    for (const Token& token : sentence.tokens) {
      WriteToken(token, ++number, offsets ? &*offsets : nullptr, &out);
    }
    out += '\n';
  }
  return out;
}

}  // namespace kg
