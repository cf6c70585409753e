package io.karst.storage.table;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The entity types of a collection as they are defined now. Thread-safe. */
public interface Families {

  /** The type of that name, or null. */
  @Nullable TypeFamily byName(String name);

  /** The type of that number, or null. */
  @Nullable TypeFamily byNumber(int number);

  /** All types. */
  Collection<TypeFamily> all();

  /**
   * The commit sequence as of which an index is complete; 0 if it was when the collection opened. A
   * snapshot older than that must not use it.
   */
  long completeSince(int typeNumber, int indexNumber);

  /**
   * The commit sequence as of which rows have the columns of a definition; 0 if they always had
   * them. A snapshot older than that must not read rows by this definition.
   */
  long rowsSince(TypeFamily family);
}
