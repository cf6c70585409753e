package io.karst.sqltests.slt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files with records whose expected answer, checked on PostgreSQL, Karst does not give yet: a
 * ratchet. Each is a line {@code folder/file.test} of {@code known-gaps.txt}, and each is work to
 * do. A failure in any other file fails the build; the list may only get shorter.
 */
final class KnownGaps {
  private final Set<String> places;

  private KnownGaps(Set<String> places) {
    this.places = places;
  }

  static KnownGaps read(Path sources) throws IOException {
    Set<String> places = new HashSet<>();
    for (String line : Files.readAllLines(sources.resolve("known-gaps.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        places.add(line.trim());
      }
    }
    return new KnownGaps(places);
  }

  /** The failures that are not listed. */
  List<String> unexpected(List<String> failures) {
    List<String> unexpected = new ArrayList<>();
    for (String failure : failures) {
      if (!places.contains(place(failure))) {
        unexpected.add(failure);
      }
    }
    return unexpected;
  }

  /** {@code folder/file.test} of a failure text that begins with the path and the line. */
  private static String place(String failure) {
    int colon = failure.indexOf(".test:");
    if (colon < 0) {
      return failure;
    }
    String path = failure.substring(0, colon + ".test".length()).replace('\\', '/');
    int file = path.lastIndexOf('/');
    int folder = path.lastIndexOf('/', file - 1);
    return path.substring(folder + 1);
  }
}
