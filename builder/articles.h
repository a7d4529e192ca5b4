// The articles of files named on a command line, read and worked on in parallel
// and handed back in input order. Shared by extract and annotate.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/cancel.h"
#include "base/stage_times.h"
#include "base/status.h"
#include "builder/pipeline.h"
#include "extractor/ingest/ingest.h"
#include "extractor/language/document.h"
#include "lexicon/lexicon.h"

namespace kg {

// A file with the place that it has below its root.
struct InputFile {
  std::string given;  // as on the command line; "-" is standard input
  std::string path;
  std::string root_label;
  std::string name;
  std::string unlisted{};  // why a folder could not be listed; empty for files
};

// Files and the files of folders. A folder below a given one that cannot be
// listed is an input, too, so that it is reported in its turn. With `root`, all
// lie in it; without, a file's root is its folder, and a folder its own.
// Standard input is JSON Lines.
Result<std::vector<InputFile>> ListInputs(const std::vector<std::string>& paths,
                                          const std::string& root);

struct InputArticle {
  size_t file = 0;  // index in the inputs
  Article article;
  // Where the input has its own sentences and tokens (CoNLL-U).
  std::optional<Document> document;
};

// A record or a whole file that could not be used.
struct InputProblem {
  Skipped skipped;
  bool unreadable = false;  // the file itself could not be read
};

struct ArticleRun {
  size_t jobs = 1;
  const Lexicon* lexicon = nullptr;
  const CancelToken* cancel = nullptr;  // may be null
  StageTimes* reader_times = nullptr;   // of the thread that reads; may be null
  bool keep_any_language = false;
  bool read_conllu = false;
  // By worker; what it returns is given to on_output in input order.
  std::function<Result<std::string>(size_t worker, InputArticle)> work;
  std::function<Status(const std::string&)> on_output;
  std::function<void(const InputProblem&)> on_problem;
};

struct ArticleRunResult {
  uint64_t articles = 0;
  uint64_t skipped = 0;
  uint64_t unreadable = 0;
};

// Fails only where on_output does, or the run was cancelled.
Result<ArticleRunResult> RunArticles(const std::vector<InputFile>& inputs,
                                     const ArticleRun& run);

}  // namespace kg
