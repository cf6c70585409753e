package io.karst.calcite.function;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlOperator;

/** Native functions by name; filled once, read-only afterwards. */
final class FunctionTable {
  private final Map<String, List<SqlOperator>> byName = new HashMap<>();

  /**
   * Adds functions of one class.
   *
   * @param holder class with the static methods
   * @param lines signature and method name in turn, e.g. {@code "left(text,int4):text", "left"}
   */
  void add(Class<?> holder, String... lines) {
    for (int i = 0; i < lines.length; i += 2) {
      Signature signature = Signature.parse(lines[i]);
      add(NativeFunction.of(signature, methodOf(holder, lines[i + 1], signature)));
    }
  }

  void add(SqlOperator operator) {
    byName
        .computeIfAbsent(operator.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
        .add(operator);
  }

  static Method methodOf(Class<?> holder, String name, Signature signature) {
    int count = signature.parameters().size();
    for (Method method : holder.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      int hidden = types.length > 0 && types[0] == org.apache.calcite.DataContext.class ? 1 : 0;
      if (method.getName().equals(name) && types.length - hidden == count) {
        boolean fits = true;
        for (int i = 0; i < count; i++) {
          Class<?> wanted = signature.parameters().get(i).javaClass();
          Class<?> actual = types[i + hidden];
          fits &= actual == wanted || (signature.acceptsNull() && !actual.isPrimitive());
        }
        if (fits) {
          return method;
        }
      }
    }
    throw new IllegalStateException("no method " + name + " for " + signature);
  }

  List<SqlOperator> named(String name) {
    return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  Collection<List<SqlOperator>> all() {
    return byName.values();
  }
}
