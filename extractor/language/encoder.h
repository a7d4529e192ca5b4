// Encoder: one pass of the language model over a document; fills layout, lemma,
// upos, xpos, feats, head, deprel, ner, entity and factuality of every token,
// and the document's attributions, negations and clusters. The model's files
// and tensors: docs/model-file.md.
#pragma once

#include <memory>
#include <string>

#include "base/cancel.h"
#include "base/stage_times.h"
#include "base/status.h"
#include "extractor/language/document.h"

namespace kg {

// Of the products of layers; linear.h says what each means. All run on every
// processor, where it has no instructions for them more slowly.
enum class Precision { kAuto, kF32, kBf16, kInt8 };

// "auto", "f32", "bf16", "int8"; InvalidInput for others.
Result<Precision> ParsePrecision(const std::string& name);
const char* PrecisionName(Precision precision);

// What identifies the results of a model on this processor.
struct ModelIdentity {
  std::string name;                        // and the weights' hash
  Precision precision = Precision::kAuto;  // never kAuto
  std::string kernel_class;                // oneDNN's ISA, "avx2"…
};

// The mapped weights, labels and vocabulary. Immutable after Open, shared by
// any number of encoders and threads.
class Model {
 public:
  // `folder` is like models/en. Errors name the file and the tensor. kAuto
  // takes the fastest precision of this processor.
  static Result<std::shared_ptr<const Model>> Open(const std::string& folder,
                                                   Precision precision);
  // What Open would give, from config.json alone: the weights are only looked
  // for, with their size.
  static Result<ModelIdentity> Identify(const std::string& folder,
                                        Precision precision);
  // Whether the folder's files are the ones of its config.json, byte for byte.
  // Open checks only the small files and the weights' size: hashing the
  // weights would take longer than the rest of it.
  static Status Verify(const std::string& folder);
  virtual ~Model() = default;
  virtual std::string Name() const = 0;         // name and weights' hash
  virtual Precision precision() const = 0;      // never kAuto
  virtual std::string KernelClass() const = 0;  // oneDNN's ISA, "avx2"…
};

// One worker's buffers and primitives over a shared model. Not thread-safe:
// one encoder for each thread.
class Encoder {
 public:
  // `times` is borrowed for the object's life; null measures nothing.
  explicit Encoder(std::shared_ptr<const Model> model,
                   StageTimes* times = nullptr);
  ~Encoder();
  StageTimes* times() const;
  // Windows form inside the document, in order, so the result does not depend
  // on other documents. On failure the document's annotations are undefined.
  Status Annotate(Document* document, const CancelToken* cancel);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kg
