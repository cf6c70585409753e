package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Text of a statement as a tree that knows what may be taken out of it. */
sealed interface Sql {
  /** Text that stays as it is. */
  record Text(String text) implements Sql {
    static final Sql NOTHING = new Text("");
  }

  /**
   * A value that may become a parameter or another value.
   *
   * @param plain whether its place tells its type, so that a bare {@code ?} may stand there
   */
  record Literal(String text, SqlType type, boolean plain) implements Sql {}

  /** Parts one after the other. */
  record Sequence(List<Sql> parts) implements Sql {}

  /** A list that may become shorter. */
  record Items(List<Sql> items, String separator, int minimum) implements Sql {}

  /** Something that may be left out. */
  record Clause(Sql body) implements Sql {}

  /** Something that simpler ones may stand for. */
  record Either(Sql current, List<Sql> simpler) implements Sql {}

  /** Something that uses a feature. */
  record Uses(Feature feature, Sql body) implements Sql {}

  static Sql text(String text) {
    return new Text(text);
  }

  /** Text in which each {@code $} stands for the next part. */
  static Sql format(String template, Sql... parts) {
    List<Sql> all = new ArrayList<>();
    String[] pieces = template.split("\\$", -1);
    if (pieces.length != parts.length + 1) {
      throw new IllegalArgumentException(template + " with " + parts.length + " parts");
    }
    for (int i = 0; i < pieces.length; i++) {
      if (!pieces[i].isEmpty()) {
        all.add(text(pieces[i]));
      }
      if (i < parts.length) {
        all.add(parts[i]);
      }
    }
    return new Sequence(all);
  }

  static Sql clause(String template, Sql... parts) {
    return new Clause(format(template, parts));
  }

  static Sql list(List<Sql> items) {
    return new Items(List.copyOf(items), ", ", 1);
  }

  default Sql or(Sql... simpler) {
    return new Either(this, Arrays.asList(simpler));
  }

  default Sql uses(Feature... features) {
    Sql result = this;
    for (Feature feature : features) {
      result = new Uses(feature, result);
    }
    return result;
  }

  /** The text with every literal as it is. */
  default String text() {
    return text(Literal::text);
  }

  default String text(Function<Literal, String> literals) {
    StringBuilder out = new StringBuilder();
    append(out, literals);
    return out.toString();
  }

  private void append(StringBuilder out, Function<Literal, String> literals) {
    if (this instanceof Text leaf) {
      out.append(leaf.text());
    } else if (this instanceof Literal literal) {
      out.append(literals.apply(literal));
    } else if (this instanceof Items list) {
      for (int i = 0; i < list.items().size(); i++) {
        out.append(i == 0 ? "" : list.separator());
        list.items().get(i).append(out, literals);
      }
    } else {
      parts().forEach(part -> part.append(out, literals));
    }
  }

  /** The trees directly below. */
  default List<Sql> parts() {
    if (this instanceof Sequence sequence) {
      return sequence.parts();
    } else if (this instanceof Items list) {
      return list.items();
    } else if (this instanceof Clause clause) {
      return List.of(clause.body());
    } else if (this instanceof Either either) {
      return List.of(either.current());
    } else if (this instanceof Uses uses) {
      return List.of(uses.body());
    }
    return List.of();
  }

  default Set<Feature> features() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    collect(features);
    return features;
  }

  private void collect(Set<Feature> features) {
    if (this instanceof Uses uses) {
      features.add(uses.feature());
    }
    parts().forEach(part -> part.collect(features));
  }

  default boolean hasLiteral() {
    return this instanceof Literal || parts().stream().anyMatch(Sql::hasLiteral);
  }

  /** The same without anything that may change: for what must be repeated word for word. */
  default Sql frozen() {
    Sql result = text(text());
    for (Feature feature : features()) {
      result = new Uses(feature, result);
    }
    return result;
  }
}
