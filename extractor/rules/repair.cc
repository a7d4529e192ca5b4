#include "extractor/rules/repair.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "extractor/rules/repair_arguments.h"
#include "extractor/rules/repair_lemmas.h"
#include "extractor/rules/repair_named.h"
#include "extractor/rules/repair_relatives.h"

namespace kg {
namespace {

// "Acme's phones": a possessor belongs to the noun after its ending.
void MendPossessors(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const auto count = static_cast<int32_t>(tokens.size());
  for (int32_t t = 0; t + 1 < count; ++t) {
    const Token& mark = tokens[t];
    const int32_t owner = mark.head;
    if (mark.xpos != "POS" || owner < 0 || owner >= t || t - owner > 3 ||
        tokens[owner].deprel == "nmod:poss") {
      continue;
    }
    const std::string& relation = tokens[owner].deprel;
    if (relation != "nsubj" && relation != "obj" && relation != "obl" &&
        relation != "compound" && relation != "nmod") {
      continue;
    }
    // The head of the noun phrase that starts here: the last noun in a row.
    int32_t noun = -1;
    for (int32_t n = t + 1; n < count; ++n) {
      const std::string& upos = tokens[n].upos;
      if (upos == "NOUN" || upos == "PROPN") {
        noun = n;
      } else if (noun >= 0 || (upos != "ADJ" && upos != "NUM" &&
                               upos != "ADV" && upos != "VERB")) {
        break;
      }
    }
    if (noun < 0 || tokens[noun].head == owner) continue;
    tokens[owner].head = noun;
    tokens[owner].deprel = "nmod:poss";
  }
}

// "the gunman, not Lee": somebody else, no apposition.
void MendContrasts(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 0; t + 1 < tokens.size(); ++t) {
    const auto other = static_cast<size_t>(tokens[t].head);
    if (other == t + 1 && other < tokens.size() &&
        words.Negates("adverb", ToLower(tokens[t].form)) &&
        tokens[other].deprel == "appos") {
      tokens[other].deprel = "conj";
    }
  }
}

// "has got the votes": has them. Two words of one verb to the tables, as "has
// gotten" is not.
void MendPossession(const Words& words, Sentence* sentence) {
  for (Token& verb : sentence->tokens) {
    if (verb.xpos != "VBN" || ToLower(verb.form) != words.Structure("got")) {
      continue;
    }
    bool has = false, object = false, other = false;
    const auto t = static_cast<int32_t>(&verb - sentence->tokens.data());
    for (const Token& child : sentence->tokens) {
      if (child.head != t) continue;
      has = has || (child.deprel == "aux" && child.lemma == "have" &&
                    child.xpos != "VBD");
      object = object || child.deprel == "obj";
      other = other || child.deprel == "compound:prt" ||
              child.deprel == "aux:pass" || child.deprel == "xcomp" ||
              child.deprel == "iobj";
    }
    if (has && object && !other) verb.lemma = "have";
  }
}

// A mark that heads a clause ("LEE: Norway left", the colon as the verb) hangs
// on the clause below it, and so does what hung on the mark.
void MendMarks(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t m = 0; m < tokens.size(); ++m) {
    Token& mark = tokens[m];
    const bool letters = std::any_of(
        mark.form.begin(), mark.form.end(),
        [](char c) { return (c & 0x80) != 0 || std::isalnum(c) != 0; });
    if (letters || mark.upos != "VERB") continue;
    const auto of_mark = [&](const Token& token) {
      return token.head == static_cast<int32_t>(m);
    };
    const auto clause =
        std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) {
          return of_mark(token) &&
                 (token.deprel == "ccomp" || token.deprel == "parataxis");
        });
    if (clause == tokens.end()) continue;
    const auto head = static_cast<int32_t>(clause - tokens.begin());
    clause->head = mark.head;
    clause->deprel = mark.deprel;
    for (Token& token : tokens) {
      if (!of_mark(token)) continue;
      token.head = head;
      if (token.deprel != "punct") token.deprel = "vocative";
    }
    mark.head = head;
    mark.deprel = "punct";
    mark.upos = "PUNCT";
  }
}

// "Acme owns Borealis, according to Lee": no clause of "according", which is a
// preposition.
void MendSourcePhrases(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 1; t + 2 < tokens.size(); ++t) {
    const std::string phrase =
        ToLower(tokens[t].form) + ' ' + ToLower(tokens[t + 1].form);
    if (tokens[t].head >= 0 || words.Role(phrase, "") != "attribution") {
      continue;
    }
    const auto hangs = [&](const Token& token, std::string_view deprel) {
      return token.head == static_cast<int32_t>(t) && token.deprel == deprel;
    };
    const auto find = [&](size_t begin, size_t end, std::string_view deprel) {
      while (begin < end && !hangs(tokens[begin], deprel)) ++begin;
      return begin;
    };
    const size_t clause = find(0, t, "ccomp");
    const size_t source = find(t + 2, tokens.size(), "obl");
    if (clause == t || source == tokens.size()) continue;
    for (Token& token : tokens) {
      if (token.head == static_cast<int32_t>(t) && token.deprel != "fixed") {
        token.head = static_cast<int32_t>(clause);
      }
    }
    tokens[clause].head = -1;
    tokens[clause].deprel = "root";
    tokens[t].head = static_cast<int32_t>(source);
    tokens[t].deprel = "case";
  }
}

// "called for people": a preposition that hangs on the verb belongs to the
// phrase right behind it, which hangs there, too.
void MendPrepositions(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 0; t + 1 < tokens.size(); ++t) {
    if (tokens[t].upos != "ADP" || tokens[t].deprel != "obl") continue;
    const auto alone = [&](const Token& token) {
      return token.head != static_cast<int32_t>(t);
    };
    if (!std::all_of(tokens.begin(), tokens.end(), alone)) continue;
    size_t noun = t + 1;  // up to the head of what begins here
    while (tokens[noun].head > static_cast<int32_t>(noun) &&
           static_cast<size_t>(tokens[noun].head) < tokens.size() &&
           tokens[noun].deprel != "obl") {
      noun = static_cast<size_t>(tokens[noun].head);
    }
    const bool has_case =
        std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
          return token.head == static_cast<int32_t>(noun) &&
                 token.deprel == "case";
        });
    if (tokens[noun].head != tokens[t].head || tokens[noun].deprel != "obl" ||
        has_case) {
      continue;
    }
    tokens[t].head = static_cast<int32_t>(noun);
    tokens[t].deprel = "case";
  }
}

// "called out Norway", "called on Norway to": a noun right behind a particle is
// the verb's object, or the particle its preposition.
void MendParticles(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 0; t + 1 < tokens.size(); ++t) {
    Token& particle = tokens[t];
    Token& noun = tokens[t + 1];
    if (particle.deprel != "compound:prt" || noun.deprel != "obl" ||
        noun.head != particle.head ||
        particle.head >= static_cast<int32_t>(t)) {
      continue;
    }
    if (particle.xpos == "RP") {
      noun.deprel = "obj";
    } else {
      particle.head = static_cast<int32_t>(t) + 1;
      particle.deprel = "case";
    }
  }
}

// "neither of the sides would go", "firms in the city have left": one subject,
// what it is of below it.
void MendPartitives(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 0; t + 2 < tokens.size(); ++t) {
    const Token& part = tokens[t];
    if (part.deprel != "nsubj" || tokens[t + 1].deprel != "case" ||
        tokens[t + 1].upos != "ADP") {
      continue;
    }
    const int32_t noun = tokens[t + 1].head;
    if (noun <= static_cast<int32_t>(t) ||
        static_cast<size_t>(noun) >= tokens.size()) {
      continue;
    }
    Token& whole = tokens[static_cast<size_t>(noun)];
    if (whole.deprel != "nsubj" || whole.head != part.head) continue;
    whole.head = static_cast<int32_t>(t);
    whole.deprel = "nmod";
  }
}

// "was trying to block it and [keep] it": a bare infinitive goes with the
// infinitive before it.
void MendInfinitives(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 1; t < tokens.size(); ++t) {
    const int32_t verb = tokens[t].head;
    if (tokens[t].deprel != "conj" || tokens[t].xpos != "VB" || verb < 0 ||
        static_cast<size_t>(verb) >= t ||
        tokens[static_cast<size_t>(verb)].xpos == "VB") {
      continue;
    }
    std::optional<size_t> infinitive;
    bool bare = true;
    for (size_t i = 0; i < tokens.size(); ++i) {
      const std::string& relation = tokens[i].deprel;
      if (tokens[i].head == static_cast<int32_t>(t)) {
        bare = bare && relation != "aux" && relation != "mark" &&
               !relation.starts_with("nsubj");
      }
      if (i < t && tokens[i].head == verb && relation == "xcomp" &&
          tokens[i].xpos == "VB") {
        infinitive = i;
      }
    }
    if (bare && infinitive) tokens[t].head = static_cast<int32_t>(*infinitive);
  }
}

// "have had success using it": who had it used it.
void MendExperiences(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (Token& token : tokens) {
    if (token.deprel != "acl" || token.xpos != "VBG" || token.head < 0) {
      continue;
    }
    const auto noun = static_cast<size_t>(token.head);
    if (tokens[noun].deprel != "obj" || tokens[noun].head < 0 ||
        !words.NounIs(tokens[noun].lemma, "experience")) {
      continue;
    }
    token.head = tokens[noun].head;
    token.deprel = "advcl";
  }
}

// "the president in a tweet threatened": it is in the tweet that he did.
void MendCircumstances(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 1; t < tokens.size(); ++t) {
    const int32_t noun = tokens[t].head;
    if (tokens[t].deprel != "nmod" || noun < 0 ||
        static_cast<size_t>(noun) >= t) {
      continue;
    }
    const Token& subject = tokens[static_cast<size_t>(noun)];
    const bool says =
        subject.deprel == "nsubj" && subject.head > static_cast<int32_t>(t) &&
        static_cast<size_t>(subject.head) < tokens.size() &&
        !words.Act(tokens[static_cast<size_t>(subject.head)].lemma).empty();
    const bool in = std::any_of(
        tokens.begin() + noun, tokens.begin() + static_cast<std::ptrdiff_t>(t),
        [&](const Token& token) {
          return token.head == static_cast<int32_t>(t) &&
                 token.deprel == "case" &&
                 words.Role(ToLower(token.form), "") == "in";
        });
    if (says && in && words.NounIs(ToLower(tokens[t].lemma), "document")) {
      tokens[t].head = subject.head;
      tokens[t].deprel = "obl";
    }
  }
}

// What a rule has put right was not the model's choice any more.
void MakeSure(const Sentence& before, Sentence* after) {
  for (size_t t = 0; t < before.tokens.size(); ++t) {
    const Token& old = before.tokens[t];
    Token& token = after->tokens[t];
    if (token.head != old.head) token.head_probability = 1;
    if (token.deprel != old.deprel) token.relation_probability = 1;
  }
}

}  // namespace

Document Repair(const Document& document, const Words& words) {
  Document out = document;
  const LemmaMender mender(words);
  for (size_t s = 0; s < out.sentences.size(); ++s) {
    Sentence& sentence = out.sentences[s];
    for (Token& token : sentence.tokens) mender.Mend(&token);
    MendMarks(&sentence);
    MendSourcePhrases(words, &sentence);
    MendPrepositions(&sentence);
    MendParticles(&sentence);
    MendCircumstances(words, &sentence);
    MendInfinitives(&sentence);
    MendExperiences(words, &sentence);
    MendPartitives(&sentence);
    MendPossessors(&sentence);
    MendNamedNouns(words, &sentence);
    MendContrasts(words, &sentence);
    MendArguments(words, &sentence);
    MendPossession(words, &sentence);
    MendRelatives(words, &sentence);
    MakeSure(document.sentences[s], &sentence);
  }
  return out;
}

}  // namespace kg
