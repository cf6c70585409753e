package io.karst.storage.check;

import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.codec.EdgeValue;
import io.karst.storage.codec.MeasureValue;
import io.karst.storage.codec.PropertyValue;
import io.karst.storage.codec.TrajectoryValue;
import io.karst.storage.codec.VectorValue;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.table.Families;
import io.karst.storage.table.Routing;
import io.karst.storage.table.TypeFamily;
import io.karst.storage.value.TypeKind;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what hangs on the entities of one type. Used once. */
final class AttachmentCheck {
  private final Snapshot snapshot;
  private final TypeFamily family;
  private final Families families;
  private final Findings findings;
  private @Nullable UUID lastEntity;
  private boolean lastExists;

  AttachmentCheck(Snapshot snapshot, TypeFamily family, Families families, Findings findings) {
    this.snapshot = snapshot;
    this.family = family;
    this.families = families;
    this.findings = findings;
  }

  /** Decodes a value to see whether it can be. */
  private interface Decoder {
    void decode(byte[] value);
  }

  /** Checks all tables and sets their numbers of records, by subspace number. */
  void run(long[] counts) {
    walk(counts, Subspace.PROPERTIES, value -> PropertyValue.read(value, 0, value.length));
    walk(counts, Subspace.TRAJECTORIES, value -> TrajectoryValue.read(value, 0, value.length));
    walk(counts, Subspace.MEASURES, value -> MeasureValue.read(value, 0, value.length));
    counts[Subspace.VECTORS.number()] =
        Walk.over(snapshot, family.space(), FamilyCheck.table(Subspace.VECTORS), this::vector);
    long out =
        Walk.over(snapshot, family.space(), FamilyCheck.table(Subspace.EDGES_OUT), this::edge);
    counts[Subspace.EDGES_OUT.number()] = out;
    long in =
        Walk.over(
            snapshot, family.space(), FamilyCheck.table(Subspace.EDGES_IN), (key, value) -> {});
    if (in != out) {
      Walk.over(snapshot, family.space(), FamilyCheck.table(Subspace.EDGES_IN), this::incomingEdge);
    }
  }

  private void walk(long[] counts, Subspace table, Decoder decoder) {
    counts[table.number()] =
        Walk.over(
            snapshot,
            family.space(),
            FamilyCheck.table(table),
            (key, value) -> record(table, key, value, decoder));
  }

  private void record(Subspace table, byte[] key, byte[] value, Decoder decoder) {
    UUID entity = FamilyKeyReader.entity(key, 0, key.length);
    String name = family.name() + "$" + table.name().toLowerCase(Locale.ROOT);
    try {
      decoder.decode(value);
    } catch (KarstException e) {
      findings.add("attachment", name, "a record of " + entity + ": " + e.getMessage());
    }
    requireEntity(name, entity);
  }

  private void requireEntity(String name, UUID entity) {
    if (!entity.equals(lastEntity)) {
      lastEntity = entity;
      lastExists = snapshot.get(family.space(), FamilyKeys.core(entity)) != null;
    }
    if (!lastExists) {
      findings.add("attachment", name, "a record hangs on " + entity + ", which is not there");
    }
  }

  private void vector(byte[] key, byte[] value) {
    int position = family.type().positionOfSlot(FamilyKeyReader.vectorSpace(key, 0, key.length));
    if (position < 0) {
      return; // Left over from a dropped column.
    }
    ColumnDescriptor column = family.type().columns().get(position);
    String name = family.name() + "." + column.name();
    UUID entity = FamilyKeyReader.vectorEntity(key, 0, key.length);
    try {
      int dimensions = VectorValue.dimensions(value, 0, value.length);
      boolean fits =
          column.type().kind() == TypeKind.VECTOR && column.type().precision() == dimensions;
      if (!fits) {
        findings.add(
            "attachment", name, "the vector of " + entity + " has " + dimensions + " dimensions");
      }
    } catch (KarstException e) {
      findings.add("attachment", name, "the vector of " + entity + ": " + e.getMessage());
    }
    requireEntity(name, entity);
  }

  private void edge(byte[] key, byte[] value) {
    UUID source = FamilyKeyReader.entity(key, 0, key.length);
    UUID target = FamilyKeyReader.edgeFarEnd(key, 0, key.length);
    String type = FamilyKeyReader.name(key, 0, key.length);
    record(Subspace.EDGES_OUT, key, value, bytes -> EdgeValue.read(bytes, 0, bytes.length));
    String name = family.name() + "$edges";
    if (snapshot.get(family.space(), FamilyKeys.edgeIn(target, type, source)) == null) {
      findings.add("edge", name, source + " -> " + target + " has no incoming key");
    }
    if (Routing.find(snapshot, family.domain(), families, target) == null) {
      findings.add("edge", name, source + " -> " + target + ": there is no such target");
    }
  }

  private void incomingEdge(byte[] key, byte[] value) {
    UUID target = FamilyKeyReader.entity(key, 0, key.length);
    UUID source = FamilyKeyReader.edgeFarEnd(key, 0, key.length);
    String type = FamilyKeyReader.name(key, 0, key.length);
    if (snapshot.get(family.space(), FamilyKeys.edgeOut(source, type, target)) == null) {
      findings.add(
          "edge", family.name() + "$edges", source + " -> " + target + " has no outgoing key");
    }
  }
}
