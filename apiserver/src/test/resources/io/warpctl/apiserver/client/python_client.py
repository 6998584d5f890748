"""What a Python program does with a cluster; PythonClientTest runs it with KUBECONFIG set to a running server's."""

import json
import os
import tempfile
import unittest

from kubernetes import client, config, watch
from kubernetes.client.exceptions import ApiException
from kubernetes.dynamic import DynamicClient
from kubernetes.dynamic.exceptions import ConflictError, NotFoundError, UnprocessibleEntityError

GROUP, VERSION, PLURAL = "demo.example.com", "v1", "widgets"
SECONDS = 120


def config_map(name, labels=None, owner=None, **data):
    meta = client.V1ObjectMeta(name=name, labels=labels, owner_references=owner and [owner])
    return client.V1ConfigMap(metadata=meta, data=data)


def widget(name, **spec):
    return {
        "apiVersion": f"{GROUP}/{VERSION}",
        "kind": "Widget",
        "metadata": {"name": name},
        "spec": {"title": "one", **spec},
    }


class Case(unittest.TestCase):
    """Every class works in a namespace of its own."""

    @classmethod
    def setUpClass(cls):
        config.load_kube_config()
        cls.core = client.CoreV1Api()
        cls.namespace = cls.__name__.lower()
        cls.core.create_namespace(client.V1Namespace(metadata=client.V1ObjectMeta(name=cls.namespace)))

    def refused(self, code, reason, call, *arguments, **named):
        """The Status that comes with a refusal."""
        with self.assertRaises(ApiException) as refusal:
            call(*arguments, **named)
        status = json.loads(refusal.exception.body)
        self.assertEqual(refusal.exception.status, code, status)
        self.assertEqual(
            (status["kind"], status["status"], status["code"], status["reason"]), ("Status", "Failure", code, reason)
        )
        return status

    def events(self, version, count, call=None, **named):
        """The next events after a version."""
        seen = []
        watcher = watch.Watch()
        call = call or self.core.list_namespaced_config_map
        for event in watcher.stream(call, self.namespace, resource_version=version, timeout_seconds=SECONDS, **named):
            seen.append(event)
            if len(seen) == count:
                watcher.stop()
        return seen


class Objects(Case):
    def test_created_read_and_listed_by_label(self):
        made = self.core.create_namespaced_config_map(self.namespace, config_map("a", {"app": "a"}, k="v"))
        self.assertTrue(made.metadata.uid)
        self.core.create_namespaced_config_map(self.namespace, config_map("b", {"app": "b"}, k="v"))
        read = self.core.read_namespaced_config_map("a", self.namespace)
        self.assertEqual(read.data, {"k": "v"})
        self.assertEqual(read.metadata.creation_timestamp, made.metadata.creation_timestamp)
        listed = self.core.list_namespaced_config_map(self.namespace, label_selector="app in (b, c)")
        self.assertEqual([each.metadata.name for each in listed.items], ["b"])
        everywhere = self.core.list_config_map_for_all_namespaces(field_selector="metadata.name=a")
        self.assertIn(self.namespace, [each.metadata.namespace for each in everywhere.items])

    def test_lists_come_in_chunks(self):
        for i in range(5):
            self.core.create_namespaced_config_map(self.namespace, config_map(f"chunk-{i}", {"chunked": "yes"}))
        names, token = [], None
        while token != "":
            page = self.core.list_namespaced_config_map(
                self.namespace, label_selector="chunked", limit=2, **({"_continue": token} if token else {})
            )
            names += [each.metadata.name for each in page.items]
            token = page.metadata._continue or ""
        self.assertEqual(names, [f"chunk-{i}" for i in range(5)])

    def test_patched(self):
        self.core.create_namespaced_config_map(self.namespace, config_map("patched", a="1", b="2"))
        # The client sends a strategic merge for a dictionary, a JSON patch for a list.
        merged = self.core.patch_namespaced_config_map("patched", self.namespace, {"data": {"b": None, "c": "3"}})
        self.assertEqual(merged.data, {"a": "1", "c": "3"})
        step = [{"op": "replace", "path": "/data/a", "value": "9"}]
        self.assertEqual(self.core.patch_namespaced_config_map("patched", self.namespace, step).data["a"], "9")
        tried = self.core.patch_namespaced_config_map("patched", self.namespace, {"data": {"a": "0"}}, dry_run="All")
        self.assertEqual(tried.data["a"], "0")
        self.assertEqual(self.core.read_namespaced_config_map("patched", self.namespace).data["a"], "9")

    def test_strategic_merge_by_key(self):
        account = client.V1ServiceAccount(
            metadata=client.V1ObjectMeta(name="merged"), secrets=[client.V1ObjectReference(name="one")]
        )
        self.core.create_namespaced_service_account(self.namespace, account)
        patched = self.core.patch_namespaced_service_account(
            "merged", self.namespace, {"secrets": [{"name": "two"}]}
        )
        self.assertEqual({each.name for each in patched.secrets}, {"one", "two"})

    def test_binary_secret(self):
        secret = client.V1Secret(metadata=client.V1ObjectMeta(name="s"), string_data={"p": "hunter2"})
        self.core.create_namespaced_secret(self.namespace, secret)
        self.assertEqual(self.core.read_namespaced_secret("s", self.namespace).data, {"p": "aHVudGVyMg=="})

    def test_refusals(self):
        status = self.refused(404, "NotFound", self.core.read_namespaced_config_map, "none", self.namespace)
        self.assertEqual(status["message"], 'configmaps "none" not found')
        self.assertEqual(status["details"], {"name": "none", "kind": "configmaps"})
        self.core.create_namespaced_config_map(self.namespace, config_map("twice"))
        self.refused(
            409, "AlreadyExists", self.core.create_namespaced_config_map, self.namespace, config_map("twice")
        )
        stale = self.core.read_namespaced_config_map("twice", self.namespace)
        self.core.patch_namespaced_config_map("twice", self.namespace, {"data": {"k": "v"}})
        status = self.refused(409, "Conflict", self.core.replace_namespaced_config_map, "twice", self.namespace, stale)
        self.assertIn("the object has been modified", status["message"])
        status = self.refused(
            422, "Invalid", self.core.create_namespaced_config_map, self.namespace, config_map("Not-A-Name")
        )
        self.assertEqual(status["details"]["causes"][0]["field"], "metadata.name")

    def test_deleted_with_dependents_or_without(self):
        for policy, remain in (("Background", False), ("Foreground", False), ("Orphan", True)):
            made = self.core.create_namespaced_config_map(self.namespace, config_map(f"owner-{policy}".lower()))
            owner = client.V1OwnerReference(
                api_version="v1", kind="ConfigMap", name=made.metadata.name, uid=made.metadata.uid,
                block_owner_deletion=True,
            )
            child = self.core.create_namespaced_config_map(
                self.namespace, config_map(f"child-{policy}".lower(), owner=owner)
            )
            after = child.metadata.resource_version
            selector = f"metadata.name={made.metadata.name if remain else child.metadata.name}"
            self.core.delete_namespaced_config_map(made.metadata.name, self.namespace, propagation_policy=policy)
            types = []
            while "DELETED" not in types:
                for event in self.events(after, 1, field_selector=selector):
                    types.append(event["type"])
                    after = event["object"].metadata.resource_version
            if remain:
                left = self.core.read_namespaced_config_map(child.metadata.name, self.namespace)
                self.assertIsNone(left.metadata.owner_references)

    def test_preconditions_and_collections(self):
        made = self.core.create_namespaced_config_map(self.namespace, config_map("held", {"held": "yes"}))
        other = client.V1DeleteOptions(preconditions=client.V1Preconditions(uid="another"))
        self.refused(409, "Conflict", self.core.delete_namespaced_config_map, "held", self.namespace, body=other)
        right = client.V1DeleteOptions(preconditions=client.V1Preconditions(uid=made.metadata.uid))
        self.core.delete_namespaced_config_map("held", self.namespace, body=right)
        for i in range(3):
            self.core.create_namespaced_config_map(self.namespace, config_map(f"held-{i}", {"held": "yes"}))
        self.core.delete_collection_namespaced_config_map(self.namespace, label_selector="held=yes")
        self.assertEqual(self.core.list_namespaced_config_map(self.namespace, label_selector="held=yes").items, [])


class Watches(Case):
    def setUp(self):
        self.version = self.core.list_namespaced_config_map(self.namespace).metadata.resource_version

    def change(self, name):
        self.core.create_namespaced_config_map(self.namespace, config_map(name, k="0"))
        for value in "12":
            self.core.patch_namespaced_config_map(name, self.namespace, {"data": {"k": value}})
        self.core.delete_namespaced_config_map(name, self.namespace)

    def test_in_order_and_resumed(self):
        self.change("life")
        life = [("ADDED", "0"), ("MODIFIED", "1"), ("MODIFIED", "2"), ("DELETED", "2")]
        first = self.events(self.version, 2)
        rest = self.events(first[-1]["object"].metadata.resource_version, 2)
        self.assertEqual([(each["type"], each["object"].data["k"]) for each in first + rest], life)
        versions = [int(each["object"].metadata.resource_version) for each in first + rest]
        self.assertEqual(versions, sorted(set(versions)))

    def test_selected(self):
        self.change("unseen")
        self.change("seen")
        seen = self.events(self.version, 4, field_selector="metadata.name=seen")
        self.assertEqual({each["object"].metadata.name for each in seen}, {"seen"})

    def test_ends_when_asked(self):
        watcher = watch.Watch()
        stream = watcher.stream(
            self.core.list_namespaced_config_map, self.namespace, resource_version=self.version, timeout_seconds=1
        )
        self.assertEqual(list(stream), [])

    def test_live(self):
        stream = watch.Watch().stream(
            self.core.list_namespaced_config_map, self.namespace, resource_version=self.version,
            timeout_seconds=SECONDS,
        )
        for name in ("live-1", "live-2"):
            self.core.create_namespaced_config_map(self.namespace, config_map(name))
            self.assertEqual(next(stream)["object"].metadata.name, name)
        stream.close()

    def test_from_forgotten_times(self):
        with self.assertRaises(ApiException) as refusal:
            self.events("1", 1)
        self.assertEqual(refusal.exception.status, 410)
        self.assertIn("too old resource version", refusal.exception.reason)


class CustomObjects(Case):
    def setUp(self):
        self.custom = client.CustomObjectsApi()
        self.at = (GROUP, VERSION, self.namespace, PLURAL)

    def test_life(self):
        made = self.custom.create_namespaced_custom_object(*self.at, widget("a"))
        self.assertEqual((made["spec"]["size"], made["metadata"]["generation"]), ("small", 1))
        patched = self.custom.patch_namespaced_custom_object(*self.at, "a", {"spec": {"size": "large"}})
        self.assertEqual((patched["spec"]["title"], patched["metadata"]["generation"]), ("one", 2))
        reported = self.custom.patch_namespaced_custom_object_status(*self.at, "a", {"status": {"phase": "Up"}})
        self.assertEqual((reported["status"]["phase"], reported["metadata"]["generation"]), ("Up", 2))
        patched["spec"]["title"] = "two"
        self.refused(409, "Conflict", self.custom.replace_namespaced_custom_object, *self.at, "a", patched)
        listed = self.custom.list_namespaced_custom_object(*self.at)
        self.assertEqual([each["metadata"]["name"] for each in listed["items"]], ["a"])
        seen = self.events(
            made["metadata"]["resourceVersion"],
            2,
            lambda namespace, **named: self.custom.list_namespaced_custom_object(
                GROUP, VERSION, namespace, PLURAL, **named
            ),
        )
        self.assertEqual([each["type"] for each in seen], ["MODIFIED"] * 2)
        gone = self.custom.delete_namespaced_custom_object(*self.at, "a")
        self.assertEqual(gone["status"], "Success")
        self.refused(404, "NotFound", self.custom.get_namespaced_custom_object, *self.at, "a")

    def test_refused_by_schema(self):
        create = self.custom.create_namespaced_custom_object
        status = self.refused(422, "Invalid", create, *self.at, widget("b", size="huge"))
        self.assertEqual(status["details"]["causes"][0]["field"], "spec.size")
        status = self.refused(422, "Invalid", create, *self.at, widget("b", title=""))
        self.assertEqual([each["field"] for each in status["details"]["causes"]], ["spec.title"])
        with self.assertRaises(ApiException) as refusal:
            self.custom.get_namespaced_custom_object(GROUP, "v9", self.namespace, PLURAL, "b")
        self.assertEqual(refusal.exception.status, 404)


class Dynamic(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.dynamic = DynamicClient(client.ApiClient(), cache_file=os.path.join(cls.folder.name, "discovery"))
        cls.widgets = cls.dynamic.resources.get(api_version=f"{GROUP}/{VERSION}", kind="Widget")
        cls.maps = cls.dynamic.resources.get(api_version="v1", kind="ConfigMap")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def apply(self, resource, body, manager, **named):
        # As text: older releases of the client send no dictionary as application/apply-patch+yaml.
        return self.dynamic.server_side_apply(
            resource, body=json.dumps(body), name=body["metadata"]["name"], namespace=self.namespace,
            field_manager=manager, **named
        )

    def test_discovery(self):
        self.assertEqual((self.widgets.name, self.widgets.namespaced), (PLURAL, True))
        self.assertIn("status", self.widgets.subresources)
        self.assertIn("ConfigMap", [each.kind for each in self.dynamic.resources.search(short_names=["cm"])])
        self.assertTrue(self.dynamic.version["kubernetes"]["gitVersion"].startswith("v1."))

    def test_life(self):
        made = self.widgets.create(body=widget("d"), namespace=self.namespace)
        self.assertEqual(made.spec.title, "one")
        events = self.widgets.watch(
            namespace=self.namespace, resource_version=made.metadata.resourceVersion, timeout=SECONDS
        )
        self.widgets.patch(
            body={"metadata": {"name": "d"}, "spec": {"color": "red"}},
            namespace=self.namespace, content_type="application/merge-patch+json",
        )
        self.assertEqual(next(events)["object"].spec.color, "red")
        events.close()
        listed = self.widgets.get(namespace=self.namespace, field_selector="metadata.name=d")
        self.assertEqual([each.spec.color for each in listed.items], ["red"])
        self.widgets.delete(name="d", namespace=self.namespace)
        with self.assertRaises(NotFoundError) as refusal:
            self.widgets.get(name="d", namespace=self.namespace)
        self.assertEqual(json.loads(refusal.exception.body)["reason"], "NotFound")

    def test_refused_by_schema(self):
        with self.assertRaises(UnprocessibleEntityError) as refusal:
            self.widgets.create(body=widget("e", color="RED"), namespace=self.namespace)
        self.assertIn("spec.color", refusal.exception.summary())

    def test_applied_by_two(self):
        def body(**data):
            of = {"data": data} if data else {}
            return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "shared"}, **of}

        self.apply(self.maps, body(a="1", b="1"), "one")
        with self.assertRaises(ConflictError) as refusal:
            self.apply(self.maps, body(a="2", c="2"), "two")
        status = json.loads(refusal.exception.body)
        self.assertEqual(status["reason"], "Conflict")
        cause = status["details"]["causes"][0]
        self.assertEqual((cause["reason"], cause["field"]), ("FieldManagerConflict", ".data.a"))
        self.assertIn('conflict with "one"', cause["message"])
        forced = self.apply(self.maps, body(a="2", c="2"), "two", force_conflicts=True)
        self.assertEqual(forced.to_dict()["data"], {"a": "2", "b": "1", "c": "2"})
        # What its only owner no longer applies goes; what another one owns, too, stays.
        left = self.apply(self.maps, body(), "one")
        self.assertEqual(left.to_dict()["data"], {"a": "2", "c": "2"})
        owners = {each.manager: each.operation for each in left.metadata.managedFields}
        self.assertEqual(owners, {"two": "Apply"})

    def test_applied_custom_lists(self):
        self.apply(self.widgets, widget("lists", parts=[{"name": "a", "count": 2}]), "one")
        both = self.apply(self.widgets, widget("lists", parts=[{"name": "b"}]), "two")
        self.assertEqual([each.name for each in both.spec.parts], ["a", "b"])


class Identity(Case):
    def test_token_of_a_service_account(self):
        self.core.create_namespaced_service_account(
            self.namespace, client.V1ServiceAccount(metadata=client.V1ObjectMeta(name="robot"))
        )
        request = client.AuthenticationV1TokenRequest(spec=client.V1TokenRequestSpec(audiences=[], expiration_seconds=600))
        made = self.core.create_namespaced_service_account_token("robot", self.namespace, request)
        settings = client.Configuration.get_default_copy()
        settings.cert_file = settings.key_file = None
        settings.api_key = {"authorization": "Bearer " + made.status.token}
        robot = client.CoreV1Api(client.ApiClient(settings))
        status = self.refused(403, "Forbidden", robot.list_namespaced_config_map, self.namespace)
        self.assertIn(f"system:serviceaccount:{self.namespace}:robot", status["message"])

        access = client.RbacAuthorizationV1Api()
        rule = client.V1PolicyRule(api_groups=[""], resources=["configmaps"], verbs=["list"])
        access.create_namespaced_role(
            self.namespace, client.V1Role(metadata=client.V1ObjectMeta(name="reader"), rules=[rule])
        )
        access.create_namespaced_role_binding(
            self.namespace,
            {
                "metadata": {"name": "robot"},
                "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "reader"},
                "subjects": [{"kind": "ServiceAccount", "name": "robot", "namespace": self.namespace}],
            },
        )
        self.assertEqual(robot.list_namespaced_config_map(self.namespace).items, [])
        self.refused(403, "Forbidden", robot.read_namespaced_config_map, "any", self.namespace)
        review = client.AuthorizationV1Api(client.ApiClient(settings)).create_self_subject_access_review(
            {"spec": {"resourceAttributes": {"namespace": self.namespace, "verb": "list", "resource": "configmaps"}}}
        )
        self.assertTrue(review.status.allowed)

    def test_nobody(self):
        settings = client.Configuration.get_default_copy()
        settings.cert_file = settings.key_file = None
        settings.api_key = {"authorization": "Bearer wrong"}
        self.refused(401, "Unauthorized", client.CoreV1Api(client.ApiClient(settings)).list_namespace)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
