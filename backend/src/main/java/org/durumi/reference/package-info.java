/**
 * The words every module shares: identifiers, compartments and the field's code lists.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.durumi.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
