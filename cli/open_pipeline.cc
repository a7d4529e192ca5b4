#include "cli/open_pipeline.h"

#include <string>
#include <utility>

namespace kg {

Result<OpenedPipeline> OpenPipeline(const PipelineArguments& arguments,
                                    const CancelToken* cancel,
                                    std::vector<StageTimes>* times) {
  KG_ASSIGN(const std::string lexicon_folder, FindLexicon(arguments.lexicon));
  KG_ASSIGN(const std::string model_folder, FindModel(arguments));
  KG_ASSIGN(const Precision precision, ParsePrecision(arguments.precision));
  KG_ASSIGN(Lexicon lexicon, Lexicon::Load(lexicon_folder));
  OpenedPipeline opened;
  opened.lexicon = std::make_unique<Lexicon>(std::move(lexicon));
  KG_ASSIGN(opened.pipeline, Pipeline::Open({.model_folder = model_folder,
                                             .precision = precision,
                                             .jobs = arguments.jobs,
                                             .program = KG_VERSION,
                                             .lexicon = opened.lexicon.get(),
                                             .cancel = cancel,
                                             .times = times,
                                             .extract = arguments.extract}));
  return opened;
}

}  // namespace kg
