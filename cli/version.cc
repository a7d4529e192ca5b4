#include <string>

#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "extractor/language/encoder.h"
#include "graph/store/store.h"

namespace kg {
namespace {

std::string ModelText() {
  const Result<std::string> folder = FindModel(PipelineArguments());
  if (!folder.ok()) return "model      none: " + folder.status().message();
  const auto model = Model::Open(*folder, Precision::kAuto);
  if (!model.ok()) return "model      none: " + model.status().message();
  const Model& opened = **model;
  std::string text = "model      " + opened.Name() +
                     "\nprecision  auto: " + PrecisionName(opened.precision()) +
                     " (" + opened.KernelClass() + ")";
  return text;
}

}  // namespace

std::string VersionText() {
  return "kg " KG_VERSION "\nstore      format " +
         std::to_string(kStoreFormat) + "\n" + ModelText() + "\nICU        " +
         IcuVersion();
}

}  // namespace kg
