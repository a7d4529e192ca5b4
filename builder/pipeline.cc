#include "builder/pipeline.h"

#include <utility>

#include "base/unicode.h"
#include "extractor/language/segment.h"
#include "extractor/language/shout.h"

namespace kg {
namespace {

Annotated ApplyRules(Article article, Document document, const Lexicon& lexicon,
                     ExtractOptions options, const Encoder& encoder) {
  const StageScope scope(encoder.times(), Stage::kRules);
  Annotated result;
  result.extraction = Extract(std::move(article), document, lexicon, options);
  result.document = std::move(document);
  return result;
}

}  // namespace

Result<Annotated> AnnotateDocument(Article article, Document document,
                                   const Lexicon& lexicon,
                                   ExtractOptions options, Encoder* encoder,
                                   const CancelToken* cancel) {
  KG_RETURN_IF_ERROR(encoder->Annotate(&document, cancel));
  return ApplyRules(std::move(article), std::move(document), lexicon, options,
                    *encoder);
}

Result<Annotated> AnnotateArticle(Article article, const Lexicon& lexicon,
                                  ExtractOptions options, Encoder* encoder,
                                  const CancelToken* cancel) {
  Document document;
  {
    const StageScope scope(encoder->times(), Stage::kSegment);
    document = Segment(article.text, lexicon);
    LowerShouted(&document);
  }
  KG_RETURN_IF_ERROR(encoder->Annotate(&document, cancel));
  RestoreForms(article.text, &document);
  return ApplyRules(std::move(article), std::move(document), lexicon, options,
                    *encoder);
}

Pipeline::Pipeline(PipelineOptions options, std::shared_ptr<const Model> model)
    : options_(std::move(options)), model_(std::move(model)) {
  for (size_t i = 0; i < options_.jobs; ++i) {
    StageTimes* times =
        options_.times == nullptr ? nullptr : &(*options_.times)[i];
    encoders_.push_back(std::make_unique<Encoder>(model_, times));
  }
}

Result<std::unique_ptr<Pipeline>> Pipeline::Open(
    const PipelineOptions& options) {
  KG_ASSIGN(std::shared_ptr<const Model> model,
            Model::Open(options.model_folder, options.precision));
  return std::unique_ptr<Pipeline>(new Pipeline(options, std::move(model)));
}

Result<Annotated> Pipeline::Run(size_t worker, Article article) {
  article.model = model_->Name();
  article.extractor = options_.program;
  return AnnotateArticle(std::move(article), *options_.lexicon,
                         options_.extract, encoders_[worker].get(),
                         options_.cancel);
}

Result<Annotated> Pipeline::Run(size_t worker, Article article,
                                Document document) {
  article.model = model_->Name();
  article.extractor = options_.program;
  return AnnotateDocument(std::move(article), std::move(document),
                          *options_.lexicon, options_.extract,
                          encoders_[worker].get(), options_.cancel);
}

ExtractFunction Pipeline::Extractor() {
  return [this](size_t worker, Article article) -> Result<LocalFacts> {
    KG_ASSIGN(Annotated annotated, Run(worker, std::move(article)));
    return std::move(annotated.extraction.facts);
  };
}

Manifest Pipeline::MakeManifest() const {
  return {.program = options_.program,
          .model = model_->Name(),
          .precision = PrecisionName(model_->precision()),
          .kernels = model_->KernelClass(),
          .icu = IcuVersion(),
          .lexicon = options_.lexicon->hash().Hex()};
}

}  // namespace kg
