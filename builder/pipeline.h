// The stages that turn one article into local facts, in order: text stage,
// encoder, rules. Pipeline owns one encoder for each worker over one model.
// Run() may be called by several threads at once, each with its own worker.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/stage_times.h"
#include "base/status.h"
#include "extractor/language/document.h"
#include "extractor/language/encoder.h"
#include "extractor/rules/extract.h"
#include "graph/facts/facts.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"

namespace kg {

// What one article became on its way.
struct Annotated {
  Document document;
  Extraction extraction;
};

// Segment -> Encoder::Annotate -> Extract.
Result<Annotated> AnnotateArticle(Article article, const Lexicon& lexicon,
                                  ExtractOptions options, Encoder* encoder,
                                  const CancelToken* cancel);

// The same for a document whose sentences and tokens are given.
Result<Annotated> AnnotateDocument(Article article, Document document,
                                   const Lexicon& lexicon,
                                   ExtractOptions options, Encoder* encoder,
                                   const CancelToken* cancel);

// One article to local facts, by worker number 0..jobs-1. What kg build runs;
// tests give it a cheaper one.
using ExtractFunction = std::function<Result<LocalFacts>(size_t, Article)>;

struct PipelineOptions {
  std::string model_folder;
  Precision precision = Precision::kAuto;
  size_t jobs = 1;
  std::string program;                  // version of kg
  const Lexicon* lexicon = nullptr;     // outlives the pipeline
  const CancelToken* cancel = nullptr;  // may be null
  // One for each job; borrowed for the pipeline's life, null measures nothing.
  std::vector<StageTimes>* times = nullptr;
  ExtractOptions extract;
};

class Pipeline {
 public:
  static Result<std::unique_ptr<Pipeline>> Open(const PipelineOptions& options);

  // Marks the article with model and program, then runs all stages.
  Result<Annotated> Run(size_t worker, Article article);
  Result<Annotated> Run(size_t worker, Article article, Document document);
  // Run() as an ExtractFunction; lives as long as the pipeline.
  ExtractFunction Extractor();

  // What facts made by this pipeline depend on.
  Manifest MakeManifest() const;

 private:
  Pipeline(PipelineOptions options, std::shared_ptr<const Model> model);

  PipelineOptions options_;
  std::shared_ptr<const Model> model_;
  std::vector<std::unique_ptr<Encoder>> encoders_;  // one for each worker
};

}  // namespace kg
