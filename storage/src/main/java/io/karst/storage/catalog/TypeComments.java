package io.karst.storage.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON texts of an entity type; those of its columns are with the columns.
 *
 * @param text of the type itself, or null
 * @param parts of its constraints and indexes by name; a key and its index are one
 */
public record TypeComments(@Nullable String text, Map<String, String> parts) {
  /** No comment. */
  public static final TypeComments NONE = new TypeComments(null, Map.of());

  public TypeComments {
    parts = Map.copyOf(parts);
  }

  public TypeComments withText(@Nullable String newText) {
    return new TypeComments(newText, parts);
  }

  /** The same with another text for a part; null removes it. */
  public TypeComments withPart(String name, @Nullable String newText) {
    Map<String, String> changed = new TreeMap<>(parts);
    if (newText == null) {
      changed.remove(name);
    } else {
      changed.put(name, newText);
    }
    return new TypeComments(text, changed);
  }

  /** The same after a part got another name. */
  public TypeComments renamed(String from, String to) {
    return withPart(from, null).withPart(to, parts.get(from));
  }

  /** The comments on parts of these names, and that on the type. */
  TypeComments of(Set<String> names) {
    if (names.containsAll(parts.keySet())) {
      return this;
    }
    Map<String, String> present = new TreeMap<>(parts);
    present.keySet().retainAll(names);
    return new TypeComments(text, present);
  }
}
