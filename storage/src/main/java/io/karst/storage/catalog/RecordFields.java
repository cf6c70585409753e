package io.karst.storage.catalog;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stored record and the kinds of fields in it, see {@link DescriptorCodec}. */
final class RecordFields {
  private static final byte FORMAT = 1;

  private RecordFields() {}

  static void writeString(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readString(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("string of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  static void writeNullable(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeString(out, text);
    }
  }

  static @Nullable String readNullable(DataInputStream in) throws IOException {
    return in.readBoolean() ? readString(in) : null;
  }

  static <T> void writeList(DataOutputStream out, List<T> list, Writer<T> writer)
      throws IOException {
    out.writeInt(list.size());
    for (T element : list) {
      writer.write(out, element);
    }
  }

  static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(reader.read(in));
    }
    return list;
  }

  static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      body.write(out);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.INTERNAL, "cannot encode a definition", e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] stored, Reader<T> body) {
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

  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }
}
