/**
 * Loaded by a class loader of its own, below the isolated one, that is dropped once the hooks are in: what changes class
 * files. The only user of Byte Buddy.
 */
@NullMarked
package io.github.filevineagent.weaving;

import org.jspecify.annotations.NullMarked;
