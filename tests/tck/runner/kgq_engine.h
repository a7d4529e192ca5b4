// kgq over a graph in memory, as the TCK's runner drives it. The only part of
// the runner that knows the engine.
#pragma once

#include <memory>
#include <string>

#include "tests/support/memory_graph.h"
#include "tests/tck/tck_run.h"

namespace kg::tck {

class KgqEngine : public Engine {
 public:
  KgqEngine() { Clear(); }
  void Clear() override { graph_ = std::make_unique<MemoryGraph>(); }
  Status SetUp(const std::string& statement,
               const TckParameters& parameters) override;
  EngineResult Run(const std::string& query,
                   const TckParameters& parameters) override;

 private:
  std::unique_ptr<MemoryGraph> graph_;
};

}  // namespace kg::tck
