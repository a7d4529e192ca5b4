// Opens what the commands that read articles need.
#pragma once

#include <memory>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "builder/pipeline.h"
#include "cli/home.h"
#include "lexicon/lexicon.h"

namespace kg {

struct OpenedPipeline {
  std::unique_ptr<Lexicon> lexicon;
  std::unique_ptr<Pipeline> pipeline;  // refers to `lexicon`
};

// `times` as in PipelineOptions.
Result<OpenedPipeline> OpenPipeline(const PipelineArguments& arguments,
                                    const CancelToken* cancel,
                                    std::vector<StageTimes>* times = nullptr);

}  // namespace kg
