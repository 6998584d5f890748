/** Objects as bytes: JSON the way Kubernetes spells it, YAML, and the protobuf bodies kubectl sends. */
package io.warpctl.apiserver.codec;
