#include "extractor/ingest/formats.h"

#include "base/unicode.h"

namespace kg {
namespace {

struct Ending {
  std::string_view name;
  ArticleFormat::Kind kind;
};
constexpr Ending kEndings[] = {
    {".txt", ArticleFormat::kText},  {".md", ArticleFormat::kMarkdown},
    {".html", ArticleFormat::kHtml}, {".htm", ArticleFormat::kHtml},
    {".json", ArticleFormat::kJson}, {".jsonl", ArticleFormat::kJsonLines},
};
constexpr std::string_view kGzip = ".gz";

}  // namespace

ArticleFormat FormatOf(std::string_view path) {
  ArticleFormat format;
  std::string name = ToLower(path.substr(path.find_last_of('/') + 1));
  if (name == "-") format.kind = ArticleFormat::kJsonLines;
  if (name.ends_with(kGzip)) {
    format.gzipped = true;
    name.resize(name.size() - kGzip.size());
  }
  for (const Ending& ending : kEndings) {
    if (name.size() > ending.name.size() && name.ends_with(ending.name)) {
      format.kind = ending.kind;
      format.known = true;
    }
  }
  return format;
}

}  // namespace kg
