package io.karst.storage.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything defined in one collection at one moment.
 *
 * @param name the collection
 * @param epoch grows with every change in the collection
 * @param comment COMMENT ON text of the collection, or null
 * @param types by name
 * @param views by name
 * @param sequences by name
 * @param domains by name
 */
public record CollectionCatalog(
    String name,
    long epoch,
    @Nullable String comment,
    SortedMap<String, EntityTypeDescriptor> types,
    SortedMap<String, ViewDescriptor> views,
    SortedMap<String, SequenceDescriptor> sequences,
    SortedMap<String, DomainDescriptor> domains) {

  public CollectionCatalog {
    types = immutable(types);
    views = immutable(views);
    sequences = immutable(sequences);
    domains = immutable(domains);
  }

  private static <V> SortedMap<String, V> immutable(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
