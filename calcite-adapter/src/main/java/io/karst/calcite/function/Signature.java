package io.karst.calcite.function;

import java.util.ArrayList;
import java.util.List;

/**
 * A function's signature as it is written in the tables of this package: {@code
 * left(text,int4):text}.
 *
 * <p>A result {@code text?} may be NULL though no argument is. A name with {@code ~} in front takes
 * NULL arguments (boxed) instead of being NULL itself then; with {@code !} (before it) it gives
 * another value each time.
 *
 * @param name as SQL writes it
 * @param parameters types of the arguments
 * @param result type of the result
 * @param mayBeNull result may be NULL for non-null arguments
 * @param acceptsNull called with NULL arguments
 * @param volatileResult not a function of its arguments
 */
record Signature(
    String name,
    List<TypeWord> parameters,
    TypeWord result,
    boolean mayBeNull,
    boolean acceptsNull,
    boolean volatileResult) {

  static Signature parse(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')');
    String name = text.substring(0, open);
    boolean volatileResult = name.startsWith("!");
    name = volatileResult ? name.substring(1) : name;
    boolean acceptsNull = name.startsWith("~");
    name = acceptsNull ? name.substring(1) : name;
    List<TypeWord> parameters = new ArrayList<>();
    if (close > open + 1) {
      for (String word : text.substring(open + 1, close).split(",", -1)) {
        parameters.add(TypeWord.of(word));
      }
    }
    String result = text.substring(close + 2);
    boolean mayBeNull = result.endsWith("?");
    if (mayBeNull) {
      result = result.substring(0, result.length() - 1);
    }
    return new Signature(
        name, List.copyOf(parameters), TypeWord.of(result), mayBeNull, acceptsNull, volatileResult);
  }
}
