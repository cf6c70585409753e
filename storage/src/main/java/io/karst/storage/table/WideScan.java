package io.karst.storage.table;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers a scan of a wide table: which bytes to read, and through what. */
final class WideScan {
  private static final BoundsEncoder ID_BOUNDS = new BoundsEncoder(FamilyKeys.CORE_COLUMNS);

  private final WideShape shape;
  private final Families families;

  WideScan(WideShape shape, Families families) {
    this.shape = shape;
    this.families = families;
  }

  /**
   * Opens the cursor.
   *
   * @param snapshot sequence the reader shows, or Long.MAX_VALUE for the newest state
   */
  RowCursor open(Reader reader, long snapshot, ScanSpec spec) {
    if (families.rowsSince(shape.family()) > snapshot) {
      throw new KarstException(
              ErrorCode.SERIALIZATION_FAILURE,
              "a column of table \""
                  + shape.family().name()
                  + "\" got another type after this transaction's snapshot")
          .withHint("Run the transaction again.");
    }
    if (spec.limit() <= 0) {
      return new WideCursor(shape, reader, ranges(reader, List.of(), spec), spec.projection(), 0);
    }
    WidePath path = shape.path(spec.path());
    IndexDescriptor index = path.index();
    if (index != null) {
      return openIndex(reader, snapshot, path, index, spec);
    }
    List<KeyBounds> bounds = ordered(spec);
    CoreSource source;
    if (bounds.size() == 1 && allPoints(path, bounds)) {
      source =
          new CorePointSource(reader, shape.family().space(), point(path, bounds.get(0).equal()));
    } else if (allPoints(path, bounds)) {
      source = new CoreKeySource(reader, shape.family().space(), points(path, bounds));
    } else {
      List<KeyRange> ranges = new ArrayList<>(bounds.size());
      for (KeyBounds each : bounds) {
        ranges.add(coreRange(path, each));
      }
      source = ranges(reader, ranges, spec);
    }
    return new WideCursor(shape, reader, source, spec.projection(), spec.limit());
  }

  private CoreSource ranges(Reader reader, List<KeyRange> ranges, ScanSpec spec) {
    ScanOptions options = options(spec).withKeysOnly(WideCursor.needsKeysOnly(spec.projection()));
    return new CoreRangeSource(reader, shape.family().space(), ranges, options);
  }

  private RowCursor openIndex(
      Reader reader, long snapshot, WidePath path, IndexDescriptor index, ScanSpec spec) {
    if (families.completeSince(shape.family().number(), index.number()) > snapshot) {
      throw new KarstException(
              ErrorCode.SERIALIZATION_FAILURE,
              "index \"" + index.name() + "\" is newer than this transaction's snapshot")
          .withHint("Run the transaction again.");
    }
    byte[] prefix = FamilyKeys.indexPrefix(index.number());
    List<KeyRange> ranges = new ArrayList<>();
    for (KeyBounds bounds : ordered(spec)) {
      ranges.add(requireNonNull(path.bounds(), "bounds").encode(prefix, bounds));
    }
    IndexFeed feed =
        new IndexFeed(
            reader,
            shape.family().space(),
            ranges,
            index.unique(),
            options(spec).withKeysOnly(!index.unique()));
    if (CoveredCursor.covers(path, shape, spec.projection())) {
      return new CoveredCursor(path, feed, spec.projection(), spec.limit());
    }
    CoreSource source = new CoreKeySource(reader, shape.family().space(), feed);
    return new WideCursor(shape, reader, source, spec.projection(), spec.limit());
  }

  private static ScanOptions options(ScanSpec spec) {
    boolean everything = spec.bounds().size() == 1 && spec.bounds().get(0).equals(KeyBounds.ALL);
    boolean limited = spec.limit() < Long.MAX_VALUE;
    int rows = limited ? (int) Math.min(1024, spec.limit()) : 1024;
    return new ScanOptions(spec.reverse(), rows, Long.MAX_VALUE, false, everything && !limited);
  }

  /** Bounds in walking order: the asker gives them in path order. */
  private static List<KeyBounds> ordered(ScanSpec spec) {
    if (!spec.reverse() || spec.bounds().size() == 1) {
      return spec.bounds();
    }
    List<KeyBounds> reversed = new ArrayList<>(spec.bounds());
    Collections.reverse(reversed);
    return reversed;
  }

  private boolean allPoints(WidePath path, List<KeyBounds> bounds) {
    int columns = path.positions().length;
    for (KeyBounds each : bounds) {
      if (each.isRange() || each.equal().length != columns) {
        return false;
      }
    }
    return true;
  }

  private CoreKeySource.KeyFeed points(WidePath path, List<KeyBounds> bounds) {
    List<byte[]> keys = new ArrayList<>(bounds.size());
    for (KeyBounds each : bounds) {
      byte[] key = point(path, each.equal());
      if (key != null) {
        keys.add(key);
      }
    }
    return CoreKeySource.of(keys.toArray(new byte[0][]));
  }

  private byte @Nullable [] point(WidePath path, @Nullable Object[] values) {
    Object[] present = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null || (path.byKey() && exceeds(shape.type(path.positions()[i]), value))) {
        return null;
      }
      present[i] = value;
    }
    TypeFamily family = shape.family();
    if (!path.byKey()) {
      return FamilyKeys.core((UUID) present[0]);
    }
    return FamilyKeys.core(family.keyPlan().idOf(family.number(), present));
  }

  /** Whether a text is longer than its key column can hold, so that no row has it. */
  private static boolean exceeds(ColumnType type, Object value) {
    return value instanceof String text && type.precision() > 0 && text.length() > type.precision();
  }

  private KeyRange coreRange(WidePath path, KeyBounds bounds) {
    TypeFamily family = shape.family();
    if (!path.byKey()) {
      return ID_BOUNDS.encode(FamilyKeys.prefix(Subspace.CORE), bounds);
    }
    if (bounds.equal().length == 0 && !bounds.isRange()) {
      return KeyRange.prefix(FamilyKeys.prefix(Subspace.CORE));
    }
    assert family.keyPlan().kind() != EntityKeyPlan.Kind.HASHED : "hashed keys have an index";
    return family.keyPlan().coreRange(family.number(), bounds);
  }
}
