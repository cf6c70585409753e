package io.karst.storage.table;

import io.karst.storage.codec.PropertyValue;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import io.karst.storage.value.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The undeclared properties of one entity as a JSON object of texts: name to the newest version
 * that is valid now.
 */
final class PropertyObject {
  private PropertyObject() {}

  /** The object, or null if the entity has no properties. */
  static @Nullable String read(Reader reader, Space space, UUID entity) {
    Map<String, @Nullable String> newest = new LinkedHashMap<>();
    long now = Writes.now();
    KeyRange range = KeyRange.prefix(FamilyKeys.prefix(Subspace.PROPERTIES, entity));
    try (Cursor cursor = reader.scan(space, range, ScanOptions.FORWARD)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          int offset = batch.keyOffset(i);
          Long validFrom = FamilyKeyReader.validFrom(batch.bytes(), offset, batch.keyLength(i));
          if (validFrom == null || validFrom <= now) {
            String name = FamilyKeyReader.name(batch.bytes(), offset, batch.keyLength(i));
            newest.put(name, text(batch, i));
          }
        }
      }
    }
    return newest.isEmpty() ? null : json(newest);
  }

  private static @Nullable String text(EntryBatch batch, int entry) {
    PropertyValue stored =
        PropertyValue.read(batch.bytes(), batch.valueOffset(entry), batch.valueLength(entry));
    Object value = stored.value();
    return value == null ? null : Values.format(stored.type(), value);
  }

  private static String json(Map<String, @Nullable String> texts) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<String, @Nullable String> entry : texts.entrySet()) {
      if (json.length() > 1) {
        json.append(',');
      }
      JsonText.append(json, entry.getKey());
      json.append(':');
      String value = entry.getValue();
      if (value == null) {
        json.append("null");
      } else {
        JsonText.append(json, value);
      }
    }
    return json.append('}').toString();
  }
}
