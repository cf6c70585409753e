package io.karst.calcite.exec;

import java.util.Arrays;
import org.apache.calcite.runtime.FlatLists;

/** Keys of more than six columns, by which generated code groups and joins. */
public final class KeyLists {
  private KeyLists() {}

  /**
   * A key. Calcite's own method takes values only whose class says that they have an order, which
   * those of UUIDs and arrays in generated code do not.
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // all its lists can be compared
  public static FlatLists.ComparableList<Comparable> of(Object... values) {
    return (FlatLists.ComparableList<Comparable>) (Object) FlatLists.of(Arrays.asList(values));
  }
}
