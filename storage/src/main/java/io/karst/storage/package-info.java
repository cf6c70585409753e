/**
 * The front door of the store: {@link io.karst.storage.Database}, {@link
 * io.karst.storage.Collection}, {@link io.karst.storage.EntityType}.
 *
 * <p>Usable from Java without SQL. This package alone puts the others together: it names the
 * engines, recovers commits that span collections, and serialises changes of definitions. It may
 * import every package of the module; none imports it.
 */
@NullMarked
package io.karst.storage;

import org.jspecify.annotations.NullMarked;
