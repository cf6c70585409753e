package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.JsonbText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays and objects of JSON texts, and the aggregates that make them. */
public final class JsonTexts {
  private JsonTexts() {}

  static void register(FunctionTable table) {
    table.add(
        JsonTexts.class,
        "$json_array(array):json",
        "array",
        "$json_object(array):json",
        "object",
        "$json_array(array,text):json",
        "array",
        "$json_object(array,text):json",
        "object",
        "$json_lines(text,bool):json",
        "lines");
  }

  /** JSON whose outermost members or elements begin lines, if that is wanted. */
  public static String lines(String json, boolean wanted) {
    if (!wanted) {
      return json;
    }
    StringBuilder out = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      out.append(c);
      if (quoted) {
        if (c == '\\') {
          out.append(json.charAt(++i));
        }
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 1) {
        out.append("\n ");
      }
    }
    return out.toString();
  }

  /** An array of JSON texts. */
  public static String array(List<?> items) {
    return array(items, "");
  }

  /**
   * An array of JSON texts.
   *
   * @param rules {@code absent} leaves out those that are NULL
   */
  public static String array(List<?> items, String rules) {
    StringBuilder out = new StringBuilder("[");
    for (Object item : items) {
      if (item != null || !rules.contains("absent")) {
        out.append(out.length() == 1 ? "" : ", ").append(item);
      }
    }
    return out.append(']').toString();
  }

  /** An object of names and JSON texts in turn. */
  public static String object(List<?> items) {
    if (items.size() % 2 != 0) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, "argument list must have even number of elements");
    }
    return object(items, "");
  }

  /**
   * An object of names and JSON texts in turn.
   *
   * @param rules {@code absent} leaves out members that are NULL, {@code unique} refuses a name
   *     twice
   */
  public static String object(List<?> items, String rules) {
    Members members = new Members("{", rules.contains("absent"), rules.contains("unique"));
    for (int i = 0; i < items.size(); i += 2) {
      members.add((String) items.get(i), (String) items.get(i + 1));
    }
    return members.out.append('}').toString();
  }

  /** The members of one object. */
  private static final class Members {
    private final StringBuilder out;
    private final int start;
    private final boolean absent;
    private final @Nullable Set<String> names;

    Members(String begin, boolean absent, boolean unique) {
      this.out = new StringBuilder(begin);
      this.start = begin.length();
      this.absent = absent;
      this.names = unique ? new HashSet<>() : null;
    }

    void add(@Nullable String name, @Nullable String value) {
      if (name == null || name.equals("null")) {
        throw new KarstException(ErrorCode.INVALID_PARAMETER, "field name must not be null");
      }
      if (value == null && absent) {
        return;
      }
      StringBuilder quoted = new StringBuilder();
      if (name.startsWith("\"")) {
        quoted.append(name);
      } else {
        JsonbText.quote(quoted, name);
      }
      if (names != null && !names.add(quoted.toString())) {
        throw new KarstException(
            ErrorCode.DUPLICATE_JSON_KEY, "duplicate JSON object key value: " + quoted);
      }
      out.append(out.length() == start ? "" : ", ").append(quoted).append(" : ").append(value);
    }
  }

  /** State of json_agg. */
  public static Accumulator arrayState() {
    return new ArrayState("");
  }

  /** State of json_agg_strict. */
  public static Accumulator presentArrayState() {
    return new ArrayState("absent");
  }

  /** State of jsonb_agg. */
  public static Accumulator arrayStateBinary() {
    return new Normalized(arrayState());
  }

  /** State of jsonb_agg_strict. */
  public static Accumulator presentArrayStateBinary() {
    return new Normalized(presentArrayState());
  }

  /** State of json_object_agg. */
  public static Accumulator objectState() {
    return new ObjectState(false, false);
  }

  /** State of json_object_agg_strict. */
  public static Accumulator presentObjectState() {
    return new ObjectState(true, false);
  }

  /** State of json_object_agg_unique. */
  public static Accumulator uniqueObjectState() {
    return new ObjectState(false, true);
  }

  /** State of json_object_agg_unique_strict. */
  public static Accumulator uniquePresentObjectState() {
    return new ObjectState(true, true);
  }

  /** State of jsonb_object_agg. */
  public static Accumulator objectStateBinary() {
    return new Normalized(objectState());
  }

  /** State of jsonb_object_agg_strict. */
  public static Accumulator presentObjectStateBinary() {
    return new Normalized(presentObjectState());
  }

  /** State of jsonb_object_agg_unique. */
  public static Accumulator uniqueObjectStateBinary() {
    return new Normalized(uniqueObjectState());
  }

  /** State of jsonb_object_agg_unique_strict. */
  public static Accumulator uniquePresentObjectStateBinary() {
    return new Normalized(uniquePresentObjectState());
  }

  private static final class ArrayState extends Accumulator {
    private final List<@Nullable Object> items = new ArrayList<>();
    private final String rules;

    ArrayState(String rules) {
      this.rules = rules;
    }

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      items.add(first);
    }

    @Override
    Object value() {
      return array(items, rules);
    }
  }

  private static final class ObjectState extends Accumulator {
    private final Members members;

    ObjectState(boolean absent, boolean unique) {
      this.members = new Members("{ ", absent, unique);
    }

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      members.add((String) first, (String) second);
    }

    @Override
    Object value() {
      return members.out + " }";
    }
  }

  /** The layout of jsonb. */
  private static final class Normalized extends Accumulator {
    private final Accumulator inner;

    Normalized(Accumulator inner) {
      this.inner = inner;
    }

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      inner.add(first, second, third);
    }

    @Override
    @Nullable Object value() {
      return JsonbText.normalize((String) requireNonNull(inner.value()));
    }
  }
}
