// Names of the actions of decisions, in JSON Lines. Private to graph/facts.
#pragma once

#include <optional>
#include <string_view>

#include "graph/facts/facts.h"

namespace kg {

std::string_view NameOf(Decision::Action action);
std::optional<Decision::Action> ParseAction(std::string_view name);

}  // namespace kg
