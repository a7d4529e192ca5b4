#include "builder/articles.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/threads.h"
#include "builder/roots.h"
#include "builder/stream.h"
#include "extractor/language/conllu.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

constexpr char kStandardInput[] = "/dev/stdin";
constexpr char kStandardInputName[] = "stdin.jsonl";
// A CoNLL-U file is read whole. Chosen: far above any treebank's.
constexpr size_t kConlluBytes = 1u << 30;

using Event = std::variant<InputArticle, InputProblem>;

Result<fs::path> Canonical(const std::string& path) {
  std::error_code error;
  fs::path found = fs::canonical(path, error);
  if (error) return Status::NotFound(path + ": " + error.message());
  return found;
}

std::string LabelOf(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.empty() ? "root" : name;
}

Status AddInputs(const std::string& given, const fs::path& root,
                 std::vector<InputFile>* inputs) {
  std::error_code error;
  const bool is_folder = fs::is_directory(given, error);
  fs::path base = root;
  if (root.empty()) {
    // A file that is not there is reported when it is read, in its turn.
    const fs::path at = fs::weakly_canonical(fs::absolute(given, error), error);
    base = is_folder ? at : at.parent_path();
  }
  std::vector<std::string> names = {""};
  std::vector<Skipped> unlisted;
  if (is_folder) {
    KG_ASSIGN(names, ListArticleFiles(given, &unlisted));
  }
  for (const std::string& name : names) {
    const std::string path = JoinPath(given, name);
    const std::string at =
        fs::weakly_canonical(fs::absolute(path, error), error).string();
    if (!IsWithin(at, base.string())) {
      return Status::InvalidInput(path + ": is not in the root " +
                                  base.string());
    }
    inputs->push_back(
        {path, path, LabelOf(base), PathBelow(at, base.string()), ""});
  }
  for (Skipped& folder : unlisted) {
    inputs->push_back({folder.place, folder.place, LabelOf(base), "",
                       std::move(folder.reason)});
  }
  return Status();
}

bool IsConllu(const std::string& path) { return path.ends_with(".conllu"); }

class Reader {
 public:
  Reader(const ArticleRun& run, const Stream<Event>::Emit& emit)
      : run_(run), emit_(emit) {}

  // False where nothing more is wanted.
  bool Read(size_t index, const InputFile& input) {
    wanted_ = true;
    if (!input.unlisted.empty()) {
      return emit_(InputProblem{{input.path, input.unlisted}, true});
    }
    const Status status = run_.read_conllu && IsConllu(input.path)
                              ? ReadTreebank(index, input)
                              : ReadArticles(index, input);
    if (wanted_ && !status.ok()) {
      wanted_ = emit_(InputProblem{SkippedBecause(status, input.path), true});
    }
    return wanted_;
  }

 private:
  Status ReadArticles(size_t index, const InputFile& input) {
    IngestOptions options;
    options.root_label = input.root_label;
    options.keep_any_language = run_.keep_any_language;
    IngestSink sink;
    sink.on_article = [&](Article article) {
      return wanted_ =
                 emit_(InputArticle{index, std::move(article), std::nullopt});
    };
    sink.on_skipped = [&](Skipped skipped) {
      skipped.place = PlaceInFile(skipped.place, input.name, input.given);
      return wanted_ = emit_(InputProblem{std::move(skipped), false});
    };
    return IngestFile(input.path, input.name, options, *run_.lexicon, sink);
  }

  Status ReadTreebank(size_t index, const InputFile& input) {
    KG_ASSIGN(std::string bytes, ReadFile(input.path, kConlluBytes));
    KG_ASSIGN(std::vector<ConlluArticle> articles,
              ReadConllu(input.given, bytes));
    for (size_t i = 0; wanted_ && i < articles.size(); ++i) {
      Article article;
      article.root_label = input.root_label;
      article.path = input.name;
      if (!articles[i].id.empty()) article.record = articles[i].id;
      article.id = MakeArticleId(input.root_label, input.name,
                                 article.record.value_or(std::to_string(i)));
      article.language = "en";
      article.text = std::move(articles[i].text);
      article.content_hash = Blake2b(article.text);
      wanted_ = emit_(InputArticle{index, std::move(article),
                                   std::move(articles[i].document)});
    }
    return Status();
  }

  const ArticleRun& run_;
  const Stream<Event>::Emit& emit_;
  bool wanted_ = true;
};

struct Output {
  std::string text;
  std::optional<InputProblem> problem;
};

Output Work(const ArticleRun& run, const std::vector<InputFile>& inputs,
            size_t worker, Event event) {
  if (auto* problem = std::get_if<InputProblem>(&event)) {
    return {"", std::move(*problem)};
  }
  InputArticle& article = std::get<InputArticle>(event);
  const std::string place = inputs[article.file].given;
  Result<std::string> text = run.work(worker, std::move(article));
  if (text.ok()) return {std::move(text).value(), std::nullopt};
  return {"", InputProblem{{place, text.status().message()}, false}};
}

}  // namespace

Result<std::vector<InputFile>> ListInputs(const std::vector<std::string>& paths,
                                          const std::string& root) {
  fs::path root_path;
  if (!root.empty()) {
    KG_ASSIGN(root_path, Canonical(root));
  }
  std::vector<InputFile> inputs;
  for (const std::string& path : paths) {
    if (path == "-") {
      inputs.push_back({path, kStandardInput,
                        root.empty() ? "stdin" : LabelOf(root_path),
                        kStandardInputName});
      continue;
    }
    KG_RETURN_IF_ERROR(AddInputs(path, root_path, &inputs));
  }
  return inputs;
}

Result<ArticleRunResult> RunArticles(const std::vector<InputFile>& inputs,
                                     const ArticleRun& run) {
  const auto cancelled = [&] {
    return run.cancel != nullptr && run.cancel->cancelled();
  };
  Stream<Event> events(4 * run.jobs, [&](const Stream<Event>::Emit& emit) {
    const StageScope scope(run.reader_times, Stage::kIngest);
    Reader reader(run, emit);
    for (size_t i = 0; i < inputs.size() && !cancelled(); ++i) {
      if (!reader.Read(i, inputs[i])) return;
    }
  });
  ArticleRunResult result;
  Status status;
  RunOrdered<Event, Output>(
      run.jobs,
      [&]() -> std::optional<Event> {
        if (cancelled()) return std::nullopt;
        return events.Next();
      },
      [&](size_t worker, Event event) {
        return Work(run, inputs, worker, std::move(event));
      },
      [&](Output output) {
        if (cancelled()) return false;
        if (output.problem) {
          ++(output.problem->unreadable ? result.unreadable : result.skipped);
          run.on_problem(*output.problem);
          return true;
        }
        ++result.articles;
        status = run.on_output(output.text);
        return status.ok();
      });
  KG_RETURN_IF_ERROR(status);
  if (cancelled()) return Status::Cancelled();
  return result;
}

}  // namespace kg
