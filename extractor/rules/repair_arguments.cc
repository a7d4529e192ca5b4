#include "extractor/rules/repair_arguments.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

bool IsOneOf(std::string_view text,
             std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Dependents {
  size_t subject = kNone;  // of an active verb
  size_t last_subject = kNone;
  size_t undergoer = kNone;  // the first subject of a passive one
  bool object = false;       // or what stands for one
  bool complement = false;   // a clause or a predicate noun
  bool passive = false;      // by its auxiliary
  bool marked = false;       // by a preposition or a conjunction
};

std::vector<Dependents> DependentsOf(const std::vector<Token>& tokens) {
  std::vector<Dependents> of(tokens.size());
  for (size_t t = 0; t < tokens.size(); ++t) {
    const Token& token = tokens[t];
    // Trees from files may point anywhere.
    if (token.head < 0 || static_cast<size_t>(token.head) >= of.size())
      continue;
    Dependents& known = of[static_cast<size_t>(token.head)];
    if (token.deprel == "nsubj") {
      if (known.subject == kNone) known.subject = t;
      known.last_subject = t;
    }
    if (token.deprel == "nsubj:pass" && known.undergoer == kNone) {
      known.undergoer = t;
    }
    known.object |= IsOneOf(token.deprel, {"obj", "ccomp", "parataxis"});
    known.complement |= token.deprel == "xcomp";
    known.passive |= IsOneOf(token.deprel, {"aux:pass", "cop"});
    known.marked |= IsOneOf(token.deprel, {"case", "cc"});
  }
  return of;
}

// Whether a preposition or "to" stands between, whatever it was hung on.
bool IsMarkedBetween(const std::vector<Token>& tokens, size_t head, size_t t) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(head),
                     tokens.begin() + static_cast<std::ptrdiff_t>(t),
                     [](const Token& token) {
                       return token.deprel == "case" || token.deprel == "mark";
                     });
}

// "intends to craft a plan": an object right behind a verb without one is that
// verb's, not of the verb above it.
void MendFarObjects(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  constexpr std::string_view kClauses[] = {"xcomp", "advcl", "ccomp"};
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 0; t < tokens.size(); ++t) {
    Token& object = tokens[t];
    const auto above = static_cast<size_t>(object.head);
    if (object.deprel != "obj" || object.head < 0 || above >= t) continue;
    for (size_t v = t; v-- > above + 1;) {
      const Token& verb = tokens[v];
      if (verb.upos == "PUNCT" || verb.upos == "ADP") break;
      if (verb.upos != "VERB") continue;
      const bool clause = std::find(std::begin(kClauses), std::end(kClauses),
                                    verb.deprel) != std::end(kClauses);
      if (clause && verb.head == object.head && !of[v].object &&
          !of[v].complement && !of[v].passive) {
        object.head = static_cast<int32_t>(v);
      }
      break;
    }
  }
}

// Whether nothing but the words of a noun phrase, or another verb of the same
// subject and object, stands between.
bool IsRightBehind(const std::vector<Token>& tokens, size_t verb, size_t t) {
  return std::all_of(
      tokens.begin() + static_cast<std::ptrdiff_t>(verb) + 1,
      tokens.begin() + static_cast<std::ptrdiff_t>(t), [](const Token& token) {
        return IsOneOf(token.deprel, {"cc", "conj"}) ||
               IsOneOf(token.upos, {"DET", "ADJ", "NOUN", "PROPN", "NUM"});
      });
}

// "a lawyer who represents Acme": a noun right behind the relative clause's
// verb is the verb's, not of the noun above.
void MendRelativeObjects(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 0; t < tokens.size(); ++t) {
    Token& object = tokens[t];
    if (object.deprel != "nmod" || object.head < 0 || of[t].marked) continue;
    for (size_t v = t; v-- > static_cast<size_t>(object.head) + 1;) {
      const Token& verb = tokens[v];
      if (verb.deprel != "acl:relcl" || verb.head != object.head) continue;
      if (verb.upos == "VERB" && !of[v].object && !of[v].complement &&
          !of[v].passive && IsRightBehind(tokens, v, t)) {
        object.head = static_cast<int32_t>(v);
        object.deprel = "obj";
      }
      break;
    }
  }
}

// "Norway banned Acme": a name right behind a verb without an auxiliary of the
// passive is what the subject acts on, where the parser gives the verb no
// object but makes the name a complement, a modifier or the one acted on.
void MendVoices(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 0; t < tokens.size(); ++t) {
    Token& name = tokens[t];
    const auto verb = static_cast<size_t>(name.head);
    if (name.upos != "PROPN" || name.ner == "O" || name.head < 0 || verb >= t ||
        tokens[verb].upos != "VERB" ||
        !IsOneOf(name.deprel, {"nsubj:pass", "obl", "xcomp"}) ||
        !IsRightBehind(tokens, verb, t) ||
        words.table("linking").Has(tokens[verb].lemma)) {
      continue;
    }
    const Dependents& known = of[verb];
    const size_t subject = std::min(known.subject, known.undergoer);
    const bool infinite = IsOneOf(tokens[verb].xpos, {"VB", "VBG"});
    if (known.object || known.passive || (subject > verb && !infinite)) {
      continue;
    }
    if (subject < verb) tokens[subject].deprel = "nsubj";
    name.deprel = "obj";
  }
}

// "Acme invested in Lee" without an auxiliary: a verb that the tables know only
// with this preposition is in no passive.
void MendIntransitives(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  const Table& predicates = words.table("predicates");
  for (size_t t = 0; t + 1 < tokens.size(); ++t) {
    Token& verb = tokens[t];
    const size_t subject = of[t].undergoer;
    const bool bare = verb.deprel == "root" && verb.xpos == "VBN" &&
                      !of[t].passive && subject < t;
    if (!bare || tokens[t + 1].upos != "ADP" || predicates.Has(verb.lemma) ||
        !predicates.Has(verb.lemma + "_" + ToLower(tokens[t + 1].form))) {
      continue;
    }
    verb.xpos = "VBD";
    tokens[subject].deprel = "nsubj";
  }
}

// "was delayed this week by Acme": whom a passive is done by hangs on its verb,
// not on the time before it.
void MendAgents(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 1; t < tokens.size(); ++t) {
    const int32_t head = tokens[t].head;
    if (tokens[t].deprel != "case" ||
        words.Role(ToLower(tokens[t].form), "") != "agent" ||
        head <= static_cast<int32_t>(t) ||
        static_cast<size_t>(head) >= tokens.size()) {
      continue;
    }
    Token& agent = tokens[static_cast<size_t>(head)];
    const auto time = static_cast<size_t>(agent.head);
    if (agent.deprel != "nmod" || agent.head < 0 || time >= t ||
        !words.table("dates").Has(tokens[time].lemma)) {
      continue;
    }
    const auto verb = static_cast<size_t>(tokens[time].head);
    if (tokens[time].head < 0 || verb >= time || !of[verb].passive) continue;
    agent.head = static_cast<int32_t>(verb);
    agent.deprel = "obl:agent";
  }
}

// "has the means to help": an infinitive behind what is had tells of that.
void MendMeans(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 1; t < tokens.size(); ++t) {
    Token& clause = tokens[t];
    const auto verb = static_cast<size_t>(clause.head);
    if (clause.deprel != "xcomp" || clause.head < 0 || verb >= t ||
        tokens[verb].lemma != "have" || ToLower(tokens[t - 1].form) != "to") {
      continue;
    }
    for (size_t noun = t - 1; --noun > verb;) {
      if (tokens[noun].deprel == "obj" && tokens[noun].head == clause.head &&
          tokens[noun].upos == "NOUN") {
        clause.head = static_cast<int32_t>(noun);
        clause.deprel = "acl";
      }
    }
  }
}

// "lent Acme $5 million": of two objects in a row the first is whom it is for.
void MendRecipients(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  std::vector<size_t> first(tokens.size(), kNone);
  for (size_t t = 0; t < tokens.size(); ++t) {
    const auto verb = static_cast<size_t>(tokens[t].head);
    if (tokens[t].deprel != "obj" || tokens[t].head < 0 || verb >= t) continue;
    if (first[verb] == kNone) {
      first[verb] = t;
    } else if (IsRightBehind(tokens, first[verb], t) ||
               tokens[t].ner == "B-Money") {
      tokens[first[verb]].deprel = "iobj";
    }
  }
}

// "that remarks hurt Acme": of two objects, one before a verb that has no
// subject, the first is its subject.
void MendFrontedSubjects(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  std::vector<size_t> fronted(tokens.size(), kNone);
  for (size_t t = 0; t < tokens.size(); ++t) {
    const auto verb = static_cast<size_t>(tokens[t].head);
    if (tokens[t].deprel != "obj" || tokens[t].head < 0 ||
        verb >= tokens.size() || of[verb].subject != kNone ||
        of[verb].undergoer != kNone ||
        !IsOneOf(tokens[verb].xpos, {"VBD", "VBZ", "VBP"})) {
      continue;
    }
    if (t < verb) {
      fronted[verb] = t;
    } else if (fronted[verb] != kNone) {
      tokens[fronted[verb]].deprel = "nsubj";
    }
  }
}

// "made Acme pay", "pressed Acme to pay": of two subjects of an active verb,
// the one right behind it is that of the bare infinitive, or an object.
void MendCausees(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t c = 1; c < tokens.size(); ++c) {
    const auto verb = static_cast<size_t>(tokens[c].head);
    if (tokens[c].deprel != "xcomp" || tokens[c].head < 0 || verb >= c ||
        tokens[c].xpos != "VB") {
      continue;
    }
    const size_t causee = of[verb].last_subject;
    if (of[verb].subject >= verb || causee <= verb || causee >= c ||
        of[verb].object || !IsRightBehind(tokens, verb, causee)) {
      continue;
    }
    if (ToLower(tokens[c - 1].form) == "to") {
      tokens[causee].deprel = "obj";
    } else {
      tokens[causee].head = static_cast<int32_t>(c);
      tokens[c].deprel = "ccomp";
    }
  }
}

// "which Keller said hurts trade": the pronoun is the subject of what is said.
void MendRaised(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t c = 0; c < tokens.size(); ++c) {
    const auto verb = static_cast<size_t>(tokens[c].head);
    if (tokens[c].head < 0 || verb >= c || tokens[c].deprel != "ccomp" ||
        of[c].subject != kNone || of[c].undergoer != kNone ||
        !IsOneOf(tokens[c].xpos, {"VBD", "VBZ", "VBP"}) ||
        !words.ActTakes(tokens[verb].lemma, "clause")) {
      continue;
    }
    for (size_t t = 0; t < verb; ++t) {
      if (tokens[t].head == tokens[c].head && tokens[t].deprel == "obj" &&
          IsOneOf(tokens[t].xpos, {"WDT", "WP"})) {
        tokens[t].head = static_cast<int32_t>(c);
        tokens[t].deprel = "nsubj";
      }
    }
  }
}

// The noun before a verb of saying between commas that is no argument of it:
// a second subject, or what the parser takes for all that is said.
size_t Interrupted(const std::vector<Token>& tokens, size_t verb,
                   const Dependents& known) {
  for (size_t t = 0; t < known.last_subject && t < verb; ++t) {
    const bool noun = IsOneOf(tokens[t].upos, {"NOUN", "PROPN", "PRON"});
    if (noun && tokens[t].head == static_cast<int32_t>(verb) &&
        tokens[t + 1].form == "," &&
        IsOneOf(tokens[t].deprel, {"nsubj", "ccomp", "obj", "dislocated"})) {
      return t;
    }
  }
  return kNone;
}

// "Norway, Keller said, banned Acme": Norway did.
void MendInterrupted(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t c = 0; c < tokens.size(); ++c) {
    const auto verb = static_cast<size_t>(tokens[c].head);
    if (tokens[c].head < 0 || verb >= c || of[c].subject != kNone ||
        !IsOneOf(tokens[c].deprel, {"ccomp", "parataxis"}) ||
        !words.ActTakes(tokens[verb].lemma, "clause") ||
        tokens[verb + 1].form != ",") {
      continue;
    }
    const size_t subject = Interrupted(tokens, verb, of[verb]);
    if (of[verb].last_subject >= verb || subject == kNone) continue;
    tokens[subject].head = static_cast<int32_t>(c);
    tokens[subject].deprel = "nsubj";
    if (tokens[c].xpos == "VBN" && !of[c].passive) tokens[c].xpos = "VBD";
  }
}

// An active verb's only object is its object: what the parser takes for an
// indirect one, for a passive's subject after the verb, or for a modifier
// though it has no preposition and is no time.
void MendObjects(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 0; t < tokens.size(); ++t) {
    Token& token = tokens[t];
    const auto head = static_cast<size_t>(token.head);
    if (token.head < 0 || head > t) continue;
    const Dependents& known = of[head];
    if (known.object || known.complement || known.passive ||
        tokens[head].upos != "VERB") {
      continue;
    }
    const bool joined = tokens[head].deprel == "conj" || known.subject != kNone;
    const bool addressed = words.table("acts").Has(tokens[head].lemma);
    const bool time = token.ner.ends_with("Date") ||
                      words.table("dates").Has(ToLower(token.form)) ||
                      words.table("dates").Has(token.lemma);
    const bool bare = (token.upos == "NOUN" || token.upos == "PROPN") &&
                      !of[t].marked && !time &&
                      !IsMarkedBetween(tokens, head, t);
    if ((token.deprel == "iobj" && !addressed) ||
        (token.deprel == "nsubj:pass" && joined) ||
        (token.deprel == "obl" && joined && bare)) {
      token.deprel = "obj";
    }
  }
}

}  // namespace

void MendArguments(const Words& words, Sentence* sentence) {
  MendFarObjects(sentence);
  MendRelativeObjects(sentence);
  MendFrontedSubjects(sentence);
  MendInterrupted(words, sentence);
  MendCausees(sentence);
  MendRaised(words, sentence);
  MendRecipients(sentence);
  MendAgents(words, sentence);
  MendMeans(sentence);
  MendVoices(words, sentence);
  MendIntransitives(words, sentence);
  MendObjects(words, sentence);
}

}  // namespace kg
