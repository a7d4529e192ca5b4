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
  const auto model = Model::Identify(*folder, Precision::kAuto);
  if (!model.ok()) return "model      none: " + model.status().message();
  return "model      " + model->name +
         "\nprecision  auto: " + PrecisionName(model->precision) + " (" +
         model->kernel_class + ")";
}

}  // namespace

std::string VersionText() {
  return "kg " KG_VERSION "\nstore      format " +
         std::to_string(kStoreFormat) + "\n" + ModelText() + "\nICU        " +
         IcuVersion();
}

}  // namespace kg
