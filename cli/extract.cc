// kg extract FILE…: local facts as JSON Lines.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <vector>

#include "builder/articles.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "cli/open_pipeline.h"
#include "cli/output.h"
#include "graph/facts/jsonl.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "Writes JSON Lines of scope 'articles', in input order, for kg load.\n"
    "\"-\" reads JSON Lines of articles from standard input.\n"
    "Articles get the ids that kg build gives them below the same root.\n"
    "\n"
    "Examples:\n"
    "  kg extract data/*.txt > facts.jsonl\n"
    "  zcat news.jsonl.gz | kg extract - | kg load -\n"
    "  kg extract --root news news/2024/a.txt news/2025/b.html\n";

struct Arguments {
  std::vector<std::string> files;
  std::string root;
  bool profile = false;
  PipelineArguments pipeline;
};

// Processor time of this process so far, start-up included.
double ProcessorSeconds(const struct rusage& usage) {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void PrintStage(const char* name, double seconds, double all) {
  std::fprintf(stderr, "%-26s %9.2f %6.1f %%\n", name, seconds,
               100 * seconds / all);
}

// Processor seconds of all threads, stage by stage.
void PrintProfile(const StageTimes& times) {
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  const double all = ProcessorSeconds(usage);
  double rest = all;
  std::fprintf(stderr, "%-26s %9s %8s\n", "stage", "cpu s", "share");
  for (size_t i = 0; i < kStages; ++i) {
    const double seconds = times.Seconds(static_cast<Stage>(i));
    PrintStage(kStageNames[i], seconds, all);
    rest -= seconds;
  }
  PrintStage("start-up, threads", rest, all);
  PrintStage("all", all, all);
}

void PrintSpeed(const ArticleRunResult& result,
                std::chrono::steady_clock::time_point begun) {
  const std::chrono::duration<double> seconds =
      std::chrono::steady_clock::now() - begun;
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  std::fprintf(
      stderr,
      "%llu articles, %llu skipped, %.1f s, %.1f articles/s, peak "
      "memory %ld MiB\n",
      static_cast<unsigned long long>(result.articles),
      static_cast<unsigned long long>(result.skipped + result.unreadable),
      seconds.count(), static_cast<double>(result.articles) / seconds.count(),
      usage.ru_maxrss / 1024);
}

// times: null, or one for each job and one for the reader.
Result<ArticleRunResult> RunExtract(const Arguments& arguments,
                                    const CancelToken* cancel, Output* out,
                                    std::vector<StageTimes>* times) {
  KG_ASSIGN(OpenedPipeline opened,
            OpenPipeline(arguments.pipeline, cancel, times));
  KG_ASSIGN(const std::vector<InputFile> inputs,
            ListInputs(arguments.files, arguments.root));
  KG_RETURN_IF_ERROR(out->Write(JsonLinesHeader("articles")));
  const ExtractFunction extract = opened.pipeline->Extractor();
  ArticleRun run;
  run.jobs = arguments.pipeline.jobs;
  run.lexicon = opened.lexicon.get();
  run.cancel = cancel;
  if (times != nullptr) run.reader_times = &times->back();
  run.work = [&](size_t worker, InputArticle input) -> Result<std::string> {
    KG_ASSIGN(const LocalFacts facts,
              extract(worker, std::move(input.article)));
    const StageScope scope(times == nullptr ? nullptr : &(*times)[worker],
                           Stage::kOutput);
    return WriteFacts(facts);
  };
  run.on_output = [&](const std::string& lines) { return out->Write(lines); };
  run.on_problem = [](const InputProblem& problem) {
    PrintError(problem.skipped.place + ": " + problem.skipped.reason);
  };
  return RunArticles(inputs, run);
}

int Run(const Arguments& arguments) {
  const auto begun = std::chrono::steady_clock::now();
  const CancelToken* cancel = InstallSignalHandlers();
  Output out = Output::Standard();
  std::vector<StageTimes> times(arguments.pipeline.jobs + 1);
  const Result<ArticleRunResult> result =
      RunExtract(arguments, cancel, &out, arguments.profile ? &times : nullptr);
  const Status flushed = out.Finish();
  if (!result.ok()) return Fail(result.status());
  if (!flushed.ok()) return Fail(flushed);
  PrintSpeed(*result, begun);
  if (arguments.profile) {
    StageTimes sum;
    for (const StageTimes& one : times) sum.Add(one);
    PrintProfile(sum);
  }
  return result->unreadable > 0 ? kFailed : kDone;
}

}  // namespace

Command AddExtract(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("extract", "articles to local facts");
  app->footer(kExamples);
  app->add_option("FILE", arguments->files, "articles, or - for JSON Lines")
      ->required();
  app->add_option("--root", arguments->root,
                  "folder that the articles' paths start from")
      ->type_name("DIR");
  app->add_flag("--profile", arguments->profile,
                "print where the processor time goes");
  app->add_flag("--doubtful", arguments->pipeline.extract.keep_doubtful,
                "keep, with its confidence, what is left out as too little "
                "likely to be right");
  AddPipelineArguments(app, &arguments->pipeline);
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
