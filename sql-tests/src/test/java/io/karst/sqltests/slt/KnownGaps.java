package io.karst.sqltests.slt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Records whose expected answer, checked on PostgreSQL, Karst does not give yet: a ratchet. Each is
 * a line {@code folder/file.test:line} of {@code known-gaps.txt}, and each is work to do. A record
 * that fails and is not listed fails the build; the list may only get shorter.
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

  /** {@code folder/file.test:line} of a failure text that begins with the path and the line. */
  private static String place(String failure) {
    int colon = failure.indexOf(".test:");
    if (colon < 0) {
      return failure;
    }
    int end = failure.indexOf(':', colon + ".test:".length());
    String location = failure.substring(0, end < 0 ? failure.length() : end).replace('\\', '/');
    int file = location.lastIndexOf('/');
    int folder = location.lastIndexOf('/', file - 1);
    return location.substring(folder + 1);
  }
}
