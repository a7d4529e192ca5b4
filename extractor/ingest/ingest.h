// Files -> articles. Reads .txt, .md, .html, .json, .jsonl, each also
// gzipped (.gz); detects encodings; finds title, date, authors, publisher and
// the body. Thread-safe. Nothing here stops a build: what cannot be used is
// reported with its reason.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "graph/facts/facts.h"
#include "lexicon/lexicon.h"

namespace kg {

class IngestTables;

struct IngestLimits {
  size_t record_bytes = 10u << 20;  // one article's source
  size_t file_bytes = 4ull << 30;   // unpacked size of a .jsonl(.gz)
  size_t json_depth = 64;
  size_t unpack_ratio = 200;  // a .gz that unpacks to more is a bomb
};

struct IngestOptions {
  std::string root_label;
  IngestLimits limits;
  bool keep_any_language = false;  // `kg annotate` skips nothing for language
};

struct Skipped {
  std::string place;   // path, or path:line for a record
  std::string reason;  // "empty", "not English (French)", "binary"…
};

struct IngestSink {
  // Return false to stop.
  std::function<bool(Article)> on_article;
  std::function<bool(Skipped)> on_skipped;
};

// Is this a file that ingest reads, by its name?
bool HasArticleName(std::string_view path);

// All articles of one file. `path` is where it is, `name` its path below the
// root, '/' separated. A file that cannot be opened, or whose reading the
// system breaks off, is a failed Status, after the articles that came before; a
// bad record is a Skipped.
Status IngestFile(const std::string& path, const std::string& name,
                  const IngestOptions& options, const Lexicon& lexicon,
                  const IngestSink& sink);

// The same from bytes already read (standard input is JSON Lines); the format
// follows `name`.
Status IngestBytes(std::string_view bytes, const std::string& name,
                   const IngestOptions& options, const Lexicon& lexicon,
                   const IngestSink& sink);
// With tables that were made before (finish.h), for many small inputs: making
// them takes longer than reading one.
Status IngestBytes(std::string_view bytes, const std::string& name,
                   const IngestOptions& options, const IngestTables& tables,
                   const IngestSink& sink);

// Files below `root` that have an article's name, as paths relative to it,
// sorted. A root that is a file gives its own name. Hidden files and folders
// are left out; links to folders are not followed. A folder below the root that
// cannot be listed, or not to its end, goes to `unlisted` with its reason, or
// fails the listing where that is null.
Result<std::vector<std::string>> ListArticleFiles(
    const std::string& root, std::vector<Skipped>* unlisted = nullptr);

}  // namespace kg
