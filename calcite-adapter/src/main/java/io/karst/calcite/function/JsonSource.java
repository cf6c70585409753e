package io.karst.calcite.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Cuts members and elements out of JSON texts, which PostgreSQL's json keeps as written. */
final class JsonSource {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonSource() {}

  static boolean isArray(String json) {
    return json.stripLeading().startsWith("[");
  }

  /** The text of the last member of that name, or null. */
  static @Nullable String member(String json, String name) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String found = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean wanted = name.equals(parser.currentName());
        parser.nextToken();
        String value = value(json, parser, wanted);
        found = wanted ? value : found;
      }
      return found;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** The text of an element; negative positions count from the end. */
  static @Nullable String element(String json, int index) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      int wanted = index < 0 ? length(json) + index : index;
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        String value = value(json, parser, i == wanted);
        if (i == wanted) {
          return value;
        }
      }
      return null;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private static int length(String json) throws IOException {
    int length = 0;
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        length++;
      }
    }
    return length;
  }

  /** Moves over the current value and returns its text if it is wanted. */
  private static @Nullable String value(String json, JsonParser parser, boolean wanted)
      throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    JsonToken token = parser.currentToken();
    parser.skipChildren();
    if (!wanted) {
      return null;
    }
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return token == JsonToken.VALUE_STRING ? string(json, start) : parser.getText();
    }
    return json.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private static String string(String json, int start) {
    int end = start + 1;
    while (json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    return json.substring(start, end + 1);
  }

  private static RuntimeException invalid(IOException e) {
    if (e instanceof JsonProcessingException syntax) {
      return new KarstException(
          ErrorCode.INVALID_TEXT,
          "invalid input syntax for type json: " + syntax.getOriginalMessage(),
          e);
    }
    return new UncheckedIOException(e);
  }
}
