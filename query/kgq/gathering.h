// Private to the operators that take in all rows before they give the first:
// the order of that. What they hold is given back when they open again.
#pragma once

#include "query/kgq/operator.h"

namespace kg {

class Gathering : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;

 protected:
  void DoOpen() override {
    input_->Open();
    Forget();
    gathered_ = false;
    at_ = 0;
  }

  bool DoNext() override {
    if (!gathered_) {
      gathered_ = true;
      if (!Gather()) return false;
    }
    if (at_ == size()) return false;
    Give(at_++);
    return true;
  }

  virtual void Forget() = 0;
  // Takes in the input; false where nothing is to be given.
  virtual bool Gather() = 0;
  virtual size_t size() const = 0;
  // Puts the row of this number, each once, into the run's.
  virtual void Give(size_t number) = 0;

 private:
  bool gathered_ = false;
  size_t at_ = 0;
};

}  // namespace kg
