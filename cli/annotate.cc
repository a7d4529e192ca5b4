// kg annotate FILE…: what each stage of the extractor saw.
#include "builder/annotate.h"

#include <memory>
#include <vector>

#include "builder/articles.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "cli/open_pipeline.h"
#include "cli/output.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Reads every format that kg build reads and, besides, CoNLL-U, whose\n"
    "sentences and tokens it keeps. One article for each file, or for each\n"
    "record of a JSON Lines file, in input order.\n"
    "\n"
    "Examples:\n"
    "  kg annotate --format conllu data/harbour-post-1.txt\n"
    "  kg annotate dev.conllu > dev.jsonl\n";

struct Arguments {
  std::vector<std::string> files;
  std::string format = "json";
  PipelineArguments pipeline;
};

Result<std::string> AnnotateOne(const Arguments& arguments,
                                const std::vector<InputFile>& inputs,
                                Pipeline* pipeline, size_t worker,
                                InputArticle input) {
  const std::string path = inputs[input.file].given;
  const bool has_tokens = input.document.has_value();
  Result<Annotated> annotated =
      has_tokens ? pipeline->Run(worker, std::move(input.article),
                                 std::move(*input.document))
                 : pipeline->Run(worker, std::move(input.article));
  if (!annotated.ok()) return annotated.status();
  if (arguments.format == "json") return AnnotationJson(path, *annotated);
  return AnnotationConllu(path, *annotated, !has_tokens);
}

Result<ArticleRunResult> RunAnnotate(const Arguments& arguments,
                                     const CancelToken* cancel, Output* out) {
  KG_ASSIGN(OpenedPipeline opened, OpenPipeline(arguments.pipeline, cancel));
  KG_ASSIGN(const std::vector<InputFile> inputs,
            ListInputs(arguments.files, ""));
  ArticleRun run;
  run.jobs = arguments.pipeline.jobs;
  run.lexicon = opened.lexicon.get();
  run.cancel = cancel;
  run.keep_any_language = true;
  run.read_conllu = true;
  run.work = [&](size_t worker, InputArticle input) {
    return AnnotateOne(arguments, inputs, opened.pipeline.get(), worker,
                       std::move(input));
  };
  run.on_output = [&](const std::string& text) { return out->Write(text); };
  run.on_problem = [](const InputProblem& problem) {
    PrintError(problem.skipped.place + ": " + problem.skipped.reason);
  };
  return RunArticles(inputs, run);
}

int Run(const Arguments& arguments) {
  const CancelToken* cancel = InstallSignalHandlers();
  Output out = Output::Standard();
  const Result<ArticleRunResult> result = RunAnnotate(arguments, cancel, &out);
  const Status flushed = out.Finish();
  if (!result.ok()) return Fail(result.status());
  if (!flushed.ok()) return Fail(flushed);
  return result->unreadable > 0 ? kFailed : kDone;
}

}  // namespace

Command AddAnnotate(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand(
      "annotate", "what each stage of the extractor saw of an article");
  app->footer(kExamples);
  app->add_option("FILE", arguments->files, "articles or CoNLL-U")->required();
  app->add_option("--format", arguments->format, "json or conllu")
      ->type_name("NAME")
      ->check(CLI::IsMember({"json", "conllu"}))
      ->capture_default_str();
  AddPipelineArguments(app, &arguments->pipeline);
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
