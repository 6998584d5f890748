/** What the schemas of the custom resources share: patterns, limits, and annotations the generator of the CRD files reads. */
package io.warpctl.crds.schema;
