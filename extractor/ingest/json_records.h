// JSON -> articles, by the field names that trafilatura, news-please,
// newspaper and NewsAPI write. For use inside ingest only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "extractor/ingest/byte_source.h"
#include "extractor/ingest/finish.h"
#include "extractor/ingest/json_text.h"

namespace kg {

// The records of one JSON value: itself, or those of a list that it holds
// ("articles"). Each has text, or is a failed Status with the reason.
Result<std::vector<Result<RawArticle>>> ReadJsonRecords(
    std::string_view bytes, size_t depth_limit, JsonPlace place,
    const IngestTables& tables);

// Cuts a stream of JSON into values: the elements of a list at its top, or
// values one after the other. Knows strings and brackets, nothing else; what it
// cuts is parsed later.
class JsonSplitter {
 public:
  JsonSplitter(ByteSource* source, size_t limit)
      : source_(source), limit_(limit) {}
  struct Piece {
    std::string text;
    JsonPlace place;
    bool oversized = false;
  };
  // False at the end.
  Result<bool> Next(Piece* piece);

 private:
  bool Feed(char c, Piece* piece);
  bool AtEnd(Piece* piece);

  ByteSource* source_;
  size_t limit_;
  std::string_view chunk_;
  JsonPlace place_;       // of the next character
  size_t depth_ = 0;      // inside a piece
  bool in_list_ = false;  // of the top
  bool started_ = false;  // a piece has begun
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace kg
