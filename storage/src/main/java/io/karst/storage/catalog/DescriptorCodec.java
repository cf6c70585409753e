package io.karst.storage.catalog;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stored form of descriptors: a format byte, then the components of the record in their order.
 *
 * <p>int and long big endian; string = u32 length and UTF-8; nullable = u8 flag first; list = u32
 * count first; column type = kind u8, precision i32, scale i32, and the element type of an array; a
 * missing value is stored in its text form.
 */
final class DescriptorCodec {
  private static final byte FORMAT = 1;

  private DescriptorCodec() {}

  static byte[] encode(EntityTypeDescriptor type) {
    return write(
        out -> {
          out.writeInt(type.number());
          writeString(out, type.name());
          out.writeLong(type.epoch());
          writeList(out, type.columns(), DescriptorCodec::writeColumn);
          out.writeInt(type.nextSlot());
          out.writeInt(type.nextIndexNumber());
          writeList(out, type.primaryKey(), DataOutputStream::writeInt);
          writeNullable(out, type.primaryKeyName());
          writeList(out, type.indexes(), DescriptorCodec::writeIndex);
          writeList(out, type.foreignKeys(), DescriptorCodec::writeForeignKey);
          writeList(out, type.checks(), DescriptorCodec::writeCheck);
          writeNullable(out, type.comment());
          writeDomains(out, type.columns());
        });
  }

  static EntityTypeDescriptor decodeType(byte[] stored) {
    return read(
        stored,
        in -> {
          EntityTypeDescriptor type =
              new EntityTypeDescriptor(
                  in.readInt(),
                  readString(in),
                  in.readLong(),
                  readList(in, DescriptorCodec::readColumn),
                  in.readInt(),
                  in.readInt(),
                  readList(in, DataInputStream::readInt),
                  readNullable(in),
                  readList(in, DescriptorCodec::readIndex),
                  readList(in, DescriptorCodec::readForeignKey),
                  readList(in, DescriptorCodec::readCheck),
                  readNullable(in));
          return in.available() == 0 ? type : type.withColumns(readDomains(in, type.columns()));
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

  private static List<ColumnDescriptor> readDomains(
      DataInputStream in, List<ColumnDescriptor> columns) throws IOException {
    List<ColumnDescriptor> result = new ArrayList<>(columns);
    while (in.available() > 0) {
      byte letter = in.readByte();
      if (letter != 'D') {
        throw new IOException("unknown part " + letter);
      }
      int slot = in.readInt();
      DomainName domain = new DomainName(readString(in), readString(in));
      result.replaceAll(column -> column.slot() == slot ? column.withDomain(domain) : column);
    }
    return result;
  }

  private static void writeDomainName(DataOutputStream out, DomainName domain) throws IOException {
    writeString(out, domain.collection());
    writeString(out, domain.name());
  }

  static byte[] encode(DomainDescriptor domain) {
    return write(
        out -> {
          writeString(out, domain.name());
          writeType(out, domain.type());
          DomainName base = domain.base();
          out.writeBoolean(base != null);
          if (base != null) {
            writeDomainName(out, base);
          }
          out.writeBoolean(domain.nullable());
          writeNullable(out, domain.defaultSql());
          writeList(out, domain.checks(), DescriptorCodec::writeCheck);
          writeNullable(out, domain.comment());
        });
  }

  static DomainDescriptor decodeDomain(byte[] stored) {
    return read(
        stored,
        in ->
            new DomainDescriptor(
                readString(in),
                readType(in),
                in.readBoolean() ? new DomainName(readString(in), readString(in)) : null,
                in.readBoolean(),
                readNullable(in),
                readList(in, DescriptorCodec::readCheck),
                readNullable(in)));
  }

  static byte[] encode(ViewDescriptor view) {
    return write(
        out -> {
          writeString(out, view.name());
          writeString(out, view.sql());
          writeList(out, view.columns(), DescriptorCodec::writeString);
          writeString(out, view.searchSchema());
          out.writeLong(view.epoch());
          writeNullable(out, view.comment());
          if (view.check() != ViewDescriptor.Check.NONE) {
            writeString(out, view.check().name());
          }
        });
  }

  static ViewDescriptor decodeView(byte[] stored) {
    return read(
        stored,
        in ->
            new ViewDescriptor(
                readString(in),
                readString(in),
                readList(in, DescriptorCodec::readString),
                readString(in),
                in.readLong(),
                readNullable(in),
                in.available() == 0
                    ? ViewDescriptor.Check.NONE
                    : ViewDescriptor.Check.valueOf(readString(in))));
  }

  static byte[] encode(SequenceDescriptor sequence) {
    return write(
        out -> {
          out.writeInt(sequence.number());
          writeString(out, sequence.name());
          out.writeLong(sequence.start());
          out.writeLong(sequence.increment());
          out.writeLong(sequence.minimum());
          out.writeLong(sequence.maximum());
          out.writeBoolean(sequence.cycle());
          writeString(out, sequence.ownerType());
        });
  }

  static SequenceDescriptor decodeSequence(byte[] stored) {
    return read(
        stored,
        in ->
            new SequenceDescriptor(
                in.readInt(),
                readString(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                readString(in)));
  }

  private static void writeColumn(DataOutputStream out, ColumnDescriptor column)
      throws IOException {
    out.writeInt(column.slot());
    writeString(out, column.name());
    writeType(out, column.type());
    out.writeBoolean(column.nullable());
    writeNullable(out, column.defaultSql());
    Object missing = column.missing();
    writeNullable(out, missing == null ? null : Values.format(column.type(), missing));
    IdentityDescriptor identity = column.identity();
    out.writeBoolean(identity != null);
    if (identity != null) {
      out.writeBoolean(identity.always());
      writeString(out, identity.sequence());
    }
    writeNullable(out, column.generatedSql());
    writeNullable(out, column.comment());
  }

  private static ColumnDescriptor readColumn(DataInputStream in) throws IOException {
    int slot = in.readInt();
    String name = readString(in);
    ColumnType type = readType(in);
    boolean nullable = in.readBoolean();
    String defaultSql = readNullable(in);
    String missing = readNullable(in);
    IdentityDescriptor identity =
        in.readBoolean() ? new IdentityDescriptor(in.readBoolean(), readString(in)) : null;
    return new ColumnDescriptor(
        slot,
        name,
        type,
        nullable,
        defaultSql,
        missing == null ? null : Values.parse(type, missing),
        identity,
        readNullable(in),
        readNullable(in),
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
    writeString(out, index.name());
    writeList(out, index.slots(), DataOutputStream::writeInt);
    writeList(out, index.descending(), DataOutputStream::writeBoolean);
    out.writeBoolean(index.unique());
    writeString(out, index.role().name());
  }

  private static IndexDescriptor readIndex(DataInputStream in) throws IOException {
    return new IndexDescriptor(
        in.readInt(),
        readString(in),
        readList(in, DataInputStream::readInt),
        readList(in, DataInputStream::readBoolean),
        in.readBoolean(),
        IndexDescriptor.Role.valueOf(readString(in)));
  }

  private static void writeForeignKey(DataOutputStream out, ForeignKeyDescriptor key)
      throws IOException {
    writeString(out, key.name());
    writeList(out, key.slots(), DataOutputStream::writeInt);
    writeString(out, key.targetType());
    writeList(out, key.targetSlots(), DataOutputStream::writeInt);
    writeString(out, key.onDelete().name());
    writeString(out, key.onUpdate().name());
    writeString(out, key.deferral().name());
  }

  private static ForeignKeyDescriptor readForeignKey(DataInputStream in) throws IOException {
    return new ForeignKeyDescriptor(
        readString(in),
        readList(in, DataInputStream::readInt),
        readString(in),
        readList(in, DataInputStream::readInt),
        ForeignKeyDescriptor.Action.valueOf(readString(in)),
        ForeignKeyDescriptor.Action.valueOf(readString(in)),
        ForeignKeyDescriptor.Deferral.valueOf(readString(in)));
  }

  private static void writeCheck(DataOutputStream out, CheckDescriptor check) throws IOException {
    writeString(out, check.name());
    writeString(out, check.sql());
  }

  private static CheckDescriptor readCheck(DataInputStream in) throws IOException {
    return new CheckDescriptor(readString(in), readString(in));
  }

  private static void writeString(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readString(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("string of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void writeNullable(DataOutputStream out, @Nullable String text)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeString(out, text);
    }
  }

  private static @Nullable String readNullable(DataInputStream in) throws IOException {
    return in.readBoolean() ? readString(in) : null;
  }

  private static <T> void writeList(DataOutputStream out, List<T> list, Writer<T> writer)
      throws IOException {
    out.writeInt(list.size());
    for (T element : list) {
      writer.write(out, element);
    }
  }

  private static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(reader.read(in));
    }
    return list;
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      body.write(out);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.INTERNAL, "cannot encode a definition", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] stored, Reader<T> body) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IOException("format " + format);
      }
      return body.read(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "a catalog record is damaged: " + e.getMessage(), e);
    }
  }

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }
}
