package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CatalogStore;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.stats.ColumnSketches;
import io.karst.storage.table.Families;
import io.karst.storage.table.StoreTable;
import io.karst.storage.table.TableCatalog;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Definitions and the objects that work by them: those in force, or those one transaction sees.
 * Readers take one volatile read; a change publishes a whole new state.
 */
final class LiveTypes implements Families {
  private final CollectionDomain domain;
  private final Map<Long, Long> indexSince = new ConcurrentHashMap<>();
  private final Map<Long, Long> slotSince = new ConcurrentHashMap<>();
  private final Set<Long> newIndexes = new HashSet<>(); // of a copy
  private final Set<Long> newSlots = new HashSet<>();
  private volatile State state;

  LiveTypes(CollectionDomain domain, CollectionCatalog catalog) {
    this.domain = domain;
    this.state = new State(catalog, Map.of(), new ConcurrentHashMap<>());
    publish(catalog);
    loadNumbers();
  }

  /** A copy for one transaction that changes definitions; only {@link #adopt} brings it back. */
  LiveTypes(LiveTypes original) {
    this.domain = original.domain;
    State present = original.state;
    this.indexSince.putAll(original.indexSince);
    this.slotSince.putAll(original.slotSince);
    this.state = new State(present.catalog(), present.families(), new ConcurrentHashMap<>());
  }

  /** Name of the space that holds a type's family. */
  static String spaceName(int typeNumber) {
    return "type-" + typeNumber;
  }

  CollectionCatalog catalog() {
    return state.catalog();
  }

  /** Puts a catalog in force; families of unchanged types stay the same objects. */
  void publish(CollectionCatalog catalog) {
    State before = state;
    Map<Integer, TypeFamily> families = new HashMap<>();
    for (EntityTypeDescriptor type : catalog.types().values()) {
      TypeFamily old = before.families().get(type.number());
      families.put(
          type.number(),
          old != null && old.type().epoch() == type.epoch() ? old : family(type, old));
    }
    state = new State(catalog, Map.copyOf(families), new ConcurrentHashMap<>());
  }

  /** Drops families of types whose creation or drop was cut short. */
  void dropOrphans() {
    for (Space space : domain.engine().spaces()) {
      String name = space.name();
      if (name.startsWith("type-")
          && byNumber(Integer.parseInt(name.substring("type-".length()))) == null) {
        domain.engine().dropSpace(space);
      }
    }
  }

  /** What {@link #restore} takes. */
  State state() {
    return state;
  }

  /** Returns to an earlier state. */
  void restore(State earlier) {
    state = earlier;
  }

  /**
   * Puts the state of a copy in force.
   *
   * @param sequence of the commit that did, or a later one
   */
  void adopt(LiveTypes copy, long sequence) {
    copy.newIndexes.forEach(index -> indexSince.put(index, sequence));
    copy.newSlots.forEach(slot -> slotSince.put(slot, sequence));
    State changed = copy.state;
    state = new State(changed.catalog(), changed.families(), new ConcurrentHashMap<>());
  }

  /**
   * The family of a type.
   *
   * @throws KarstException UNDEFINED_TABLE
   */
  TypeFamily family(String name) {
    TypeFamily family = byName(name);
    if (family == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "table \"" + domain.name() + "." + name + "\" does not exist");
    }
    return family;
  }

  TypeFamily familyByNumber(int number) {
    TypeFamily family = byNumber(number);
    if (family == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "entity type number " + number + " does not exist");
    }
    return family;
  }

  @Nullable StoreTable findTable(String name) {
    State current = state;
    StoreTable table = current.tables().get(name);
    if (table == null) {
      table = TableCatalog.make(name, domain, this);
      if (table != null) {
        current.tables().put(name, table);
      }
    }
    return table;
  }

  List<String> modelTableNames() {
    return TableCatalog.modelTableNames(this);
  }

  @Override
  public @Nullable TypeFamily byName(String name) {
    State current = state;
    EntityTypeDescriptor type = current.catalog().types().get(name);
    return type == null ? null : current.families().get(type.number());
  }

  @Override
  public @Nullable TypeFamily byNumber(int number) {
    return state.families().get(number);
  }

  @Override
  public Collection<TypeFamily> all() {
    return state.families().values();
  }

  @Override
  public long completeSince(int typeNumber, int indexNumber) {
    Long since = indexSince.get((long) typeNumber << 32 | indexNumber);
    return since == null ? 0 : since;
  }

  @Override
  public long rowsSince(TypeFamily family) {
    if (slotSince.isEmpty()) {
      return 0;
    }
    long latest = 0;
    for (ColumnDescriptor column : family.type().columns()) {
      Long since = slotSince.get((long) family.number() << 32 | column.slot());
      latest = since == null ? latest : Math.max(latest, since);
    }
    return latest;
  }

  /** Notes, in a copy, that rows have a column in this slot only from its commit on. */
  void slotIsNew(int typeNumber, int slot) {
    newSlots.add((long) typeNumber << 32 | slot);
  }

  /** Notes, in a copy, that an index holds all rows only from its commit on. */
  void indexIsNew(int typeNumber, int indexNumber) {
    newIndexes.add((long) typeNumber << 32 | indexNumber);
  }

  private TypeFamily family(EntityTypeDescriptor type, @Nullable TypeFamily old) {
    Space space = domain.engine().space(spaceName(type.number()));
    if (space == null) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED,
          "type \"" + domain.name() + "." + type.name() + "\" has no column family");
    }
    List<ColumnType> key = new ArrayList<>();
    for (int slot : type.primaryKey()) {
      ColumnDescriptor column = type.columnInSlot(slot);
      key.add(column.type());
    }
    ColumnSketches sketches = old == null ? new ColumnSketches() : old.sketches();
    return new TypeFamily(domain, type, space, EntityKeyPlan.of(key, type.hasKeyIndex()), sketches);
  }

  private void loadNumbers() {
    try (Snapshot snapshot = domain.engine().snapshot()) {
      for (TypeFamily family : all()) {
        byte[] counters =
            snapshot.get(domain.catalog(), CollectionDomain.counterKey(family.number()));
        if (counters != null) {
          family.counters().decode(counters);
        }
        byte[] sketches = snapshot.get(domain.catalog(), CatalogStore.sketchKey(family.number()));
        if (sketches != null) {
          family.sketches().decode(sketches);
        }
      }
    }
  }

  record State(
      CollectionCatalog catalog,
      Map<Integer, TypeFamily> families,
      Map<String, StoreTable> tables) {}
}
