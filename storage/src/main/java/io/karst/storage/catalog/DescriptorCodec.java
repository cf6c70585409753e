package io.karst.storage.catalog;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stored form of descriptors: a format byte, then the components of the record in their order.
 *
 * <p>int and long big endian; string = u32 length and UTF-8; nullable = u8 flag first; list = u32
 * count first; column type = kind u8, precision i32, scale i32, and the element type of an array; a
 * missing value is stored in its text form.
 */
final class DescriptorCodec {
  private DescriptorCodec() {}

  static byte[] encode(EntityTypeDescriptor type) {
    return RecordFields.write(
        out -> {
          out.writeInt(type.number());
          RecordFields.writeString(out, type.name());
          out.writeLong(type.epoch());
          RecordFields.writeList(out, type.columns(), DescriptorCodec::writeColumn);
          out.writeInt(type.nextSlot());
          out.writeInt(type.nextIndexNumber());
          RecordFields.writeList(out, type.primaryKey(), DataOutputStream::writeInt);
          RecordFields.writeNullable(out, type.primaryKeyName());
          RecordFields.writeList(out, type.indexes(), DescriptorCodec::writeIndex);
          RecordFields.writeList(out, type.foreignKeys(), DescriptorCodec::writeForeignKey);
          RecordFields.writeList(out, type.checks(), DescriptorCodec::writeCheck);
          RecordFields.writeNullable(out, type.comment());
          writeDomains(out, type.columns());
          writeComments(out, type.comments());
        });
  }

  static EntityTypeDescriptor decodeType(byte[] stored) {
    return RecordFields.read(
        stored,
        in -> {
          EntityTypeDescriptor type =
              new EntityTypeDescriptor(
                  in.readInt(),
                  RecordFields.readString(in),
                  in.readLong(),
                  RecordFields.readList(in, DescriptorCodec::readColumn),
                  in.readInt(),
                  in.readInt(),
                  RecordFields.readList(in, DataInputStream::readInt),
                  RecordFields.readNullable(in),
                  RecordFields.readList(in, DescriptorCodec::readIndex),
                  RecordFields.readList(in, DescriptorCodec::readForeignKey),
                  RecordFields.readList(in, DescriptorCodec::readCheck),
                  new TypeComments(RecordFields.readNullable(in), Map.of()));
          return in.available() == 0 ? type : readParts(in, type);
        });
  }

  /** Which columns have a domain, after a letter for each; nothing if none has. */
  private static void writeDomains(DataOutputStream out, List<ColumnDescriptor> columns)
      throws IOException {
    for (ColumnDescriptor column : columns) {
      DomainName domain = column.domain();
      if (domain != null) {
        out.writeByte('D');
        out.writeInt(column.slot());
        writeDomainName(out, domain);
      }
    }
  }

  /** Comments on constraints and indexes, after a letter for each; nothing if there is none. */
  private static void writeComments(DataOutputStream out, TypeComments comments)
      throws IOException {
    for (Map.Entry<String, String> part : new TreeMap<>(comments.parts()).entrySet()) {
      out.writeByte('C');
      RecordFields.writeString(out, part.getKey());
      RecordFields.writeString(out, part.getValue());
    }
  }

  private static EntityTypeDescriptor readParts(DataInputStream in, EntityTypeDescriptor type)
      throws IOException {
    List<ColumnDescriptor> columns = new ArrayList<>(type.columns());
    TypeComments comments = type.comments();
    while (in.available() > 0) {
      byte letter = in.readByte();
      if (letter == 'D') {
        int slot = in.readInt();
        DomainName domain =
            new DomainName(RecordFields.readString(in), RecordFields.readString(in));
        columns.replaceAll(column -> column.slot() == slot ? column.withDomain(domain) : column);
      } else if (letter == 'C') {
        comments = comments.withPart(RecordFields.readString(in), RecordFields.readString(in));
      } else {
        throw new IOException("unknown part " + letter);
      }
    }
    return type.withColumns(columns).withComments(comments);
  }

  private static void writeDomainName(DataOutputStream out, DomainName domain) throws IOException {
    RecordFields.writeString(out, domain.collection());
    RecordFields.writeString(out, domain.name());
  }

  static byte[] encode(DomainDescriptor domain) {
    return RecordFields.write(
        out -> {
          RecordFields.writeString(out, domain.name());
          writeType(out, domain.type());
          DomainName base = domain.base();
          out.writeBoolean(base != null);
          if (base != null) {
            writeDomainName(out, base);
          }
          out.writeBoolean(domain.nullable());
          RecordFields.writeNullable(out, domain.defaultSql());
          RecordFields.writeList(out, domain.checks(), DescriptorCodec::writeCheck);
          RecordFields.writeNullable(out, domain.comment());
        });
  }

  static DomainDescriptor decodeDomain(byte[] stored) {
    return RecordFields.read(
        stored,
        in ->
            new DomainDescriptor(
                RecordFields.readString(in),
                readType(in),
                in.readBoolean()
                    ? new DomainName(RecordFields.readString(in), RecordFields.readString(in))
                    : null,
                in.readBoolean(),
                RecordFields.readNullable(in),
                RecordFields.readList(in, DescriptorCodec::readCheck),
                RecordFields.readNullable(in)));
  }

  static byte[] encode(ViewDescriptor view) {
    return RecordFields.write(
        out -> {
          RecordFields.writeString(out, view.name());
          RecordFields.writeString(out, view.sql());
          RecordFields.writeList(out, view.columns(), RecordFields::writeString);
          RecordFields.writeString(out, view.searchSchema());
          out.writeLong(view.epoch());
          RecordFields.writeNullable(out, view.comment());
          if (view.check() != ViewDescriptor.Check.NONE) {
            RecordFields.writeString(out, view.check().name());
          }
        });
  }

  static ViewDescriptor decodeView(byte[] stored) {
    return RecordFields.read(
        stored,
        in ->
            new ViewDescriptor(
                RecordFields.readString(in),
                RecordFields.readString(in),
                RecordFields.readList(in, RecordFields::readString),
                RecordFields.readString(in),
                in.readLong(),
                RecordFields.readNullable(in),
                in.available() == 0
                    ? ViewDescriptor.Check.NONE
                    : ViewDescriptor.Check.valueOf(RecordFields.readString(in))));
  }

  static byte[] encode(SequenceDescriptor sequence) {
    return RecordFields.write(
        out -> {
          out.writeInt(sequence.number());
          RecordFields.writeString(out, sequence.name());
          out.writeLong(sequence.start());
          out.writeLong(sequence.increment());
          out.writeLong(sequence.minimum());
          out.writeLong(sequence.maximum());
          out.writeBoolean(sequence.cycle());
          RecordFields.writeString(out, sequence.ownerType());
          if (sequence.comment() != null) {
            RecordFields.writeString(out, sequence.comment());
          }
        });
  }

  static SequenceDescriptor decodeSequence(byte[] stored) {
    return RecordFields.read(
        stored,
        in ->
            new SequenceDescriptor(
                in.readInt(),
                RecordFields.readString(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                RecordFields.readString(in),
                in.available() == 0 ? null : RecordFields.readString(in)));
  }

  private static void writeColumn(DataOutputStream out, ColumnDescriptor column)
      throws IOException {
    out.writeInt(column.slot());
    RecordFields.writeString(out, column.name());
    writeType(out, column.type());
    out.writeBoolean(column.nullable());
    RecordFields.writeNullable(out, column.defaultSql());
    Object missing = column.missing();
    RecordFields.writeNullable(out, missing == null ? null : Values.format(column.type(), missing));
    IdentityDescriptor identity = column.identity();
    out.writeBoolean(identity != null);
    if (identity != null) {
      out.writeBoolean(identity.always());
      RecordFields.writeString(out, identity.sequence());
    }
    RecordFields.writeNullable(out, column.generatedSql());
    RecordFields.writeNullable(out, column.comment());
  }

  private static ColumnDescriptor readColumn(DataInputStream in) throws IOException {
    int slot = in.readInt();
    String name = RecordFields.readString(in);
    ColumnType type = readType(in);
    boolean nullable = in.readBoolean();
    String defaultSql = RecordFields.readNullable(in);
    String missing = RecordFields.readNullable(in);
    IdentityDescriptor identity =
        in.readBoolean()
            ? new IdentityDescriptor(in.readBoolean(), RecordFields.readString(in))
            : null;
    return new ColumnDescriptor(
        slot,
        name,
        type,
        nullable,
        defaultSql,
        missing == null ? null : Values.parse(type, missing),
        identity,
        RecordFields.readNullable(in),
        RecordFields.readNullable(in),
        null);
  }

  private static void writeType(DataOutputStream out, ColumnType type) throws IOException {
    out.writeByte(type.kind().number());
    out.writeInt(type.precision());
    out.writeInt(type.scale());
    ColumnType element = type.element();
    if (element != null) {
      writeType(out, element);
    }
  }

  private static ColumnType readType(DataInputStream in) throws IOException {
    int number = in.readByte();
    int precision = in.readInt();
    int scale = in.readInt();
    for (TypeKind kind : TypeKind.values()) {
      if (kind.number() == number) {
        ColumnType element = kind == TypeKind.ARRAY ? readType(in) : null;
        return new ColumnType(kind, precision, scale, element);
      }
    }
    if (number == 15 || number == 16) {
      throw new KarstException(
          ErrorCode.INVALID_DATABASE,
          "a column has one of the two interval types of versions before 0.1.0");
    }
    throw new IOException("unknown type number " + number);
  }

  private static void writeIndex(DataOutputStream out, IndexDescriptor index) throws IOException {
    out.writeInt(index.number());
    RecordFields.writeString(out, index.name());
    RecordFields.writeList(out, index.slots(), DataOutputStream::writeInt);
    RecordFields.writeList(out, index.descending(), DataOutputStream::writeBoolean);
    out.writeBoolean(index.unique());
    RecordFields.writeString(out, index.role().name());
  }

  private static IndexDescriptor readIndex(DataInputStream in) throws IOException {
    return new IndexDescriptor(
        in.readInt(),
        RecordFields.readString(in),
        RecordFields.readList(in, DataInputStream::readInt),
        RecordFields.readList(in, DataInputStream::readBoolean),
        in.readBoolean(),
        IndexDescriptor.Role.valueOf(RecordFields.readString(in)));
  }

  private static void writeForeignKey(DataOutputStream out, ForeignKeyDescriptor key)
      throws IOException {
    RecordFields.writeString(out, key.name());
    RecordFields.writeList(out, key.slots(), DataOutputStream::writeInt);
    RecordFields.writeString(out, key.targetType());
    RecordFields.writeList(out, key.targetSlots(), DataOutputStream::writeInt);
    RecordFields.writeString(out, key.onDelete().name());
    RecordFields.writeString(out, key.onUpdate().name());
    RecordFields.writeString(out, key.deferral().name());
  }

  private static ForeignKeyDescriptor readForeignKey(DataInputStream in) throws IOException {
    return new ForeignKeyDescriptor(
        RecordFields.readString(in),
        RecordFields.readList(in, DataInputStream::readInt),
        RecordFields.readString(in),
        RecordFields.readList(in, DataInputStream::readInt),
        ForeignKeyDescriptor.Action.valueOf(RecordFields.readString(in)),
        ForeignKeyDescriptor.Action.valueOf(RecordFields.readString(in)),
        ForeignKeyDescriptor.Deferral.valueOf(RecordFields.readString(in)));
  }

  private static void writeCheck(DataOutputStream out, CheckDescriptor check) throws IOException {
    RecordFields.writeString(out, check.name());
    RecordFields.writeString(out, check.sql());
  }

  private static CheckDescriptor readCheck(DataInputStream in) throws IOException {
    return new CheckDescriptor(RecordFields.readString(in), RecordFields.readString(in));
  }
}
