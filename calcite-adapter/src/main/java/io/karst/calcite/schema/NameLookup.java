package io.karst.calcite.schema;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/** A lookup that resolves one name at a time. */
final class NameLookup<T> implements Lookup<T> {
  private final Function<String, @Nullable T> find;
  private final Supplier<Iterable<String>> names;

  NameLookup(Function<String, @Nullable T> find, Supplier<Iterable<String>> names) {
    this.find = find;
    this.names = names;
  }

  @Override
  public @Nullable T get(String name) {
    return find.apply(name);
  }

  @Override
  public @Nullable Named<T> getIgnoreCase(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    T found = find.apply(lower);
    return found == null ? null : new Named<>(lower, found);
  }

  @Override
  public Set<String> getNames(LikePattern pattern) {
    Set<String> result = new TreeSet<>();
    for (String name : names.get()) {
      if (pattern.matcher().apply(name)) {
        result.add(name);
      }
    }
    return result;
  }
}
