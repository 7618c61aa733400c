// Written by codegen/types.ts from api/. Change the contract, then run `npm run codegen`.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entry points
         * @description Lists the top-level paths under the base URL, without slashes, in no particular order.
         */
        get: operations["GET_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Entry points, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_root"];
        patch?: never;
        trace?: never;
    };
    "/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * About this service
         * @description Tells the API version, the timeouts a client must plan for, and which event mechanisms work here.
         */
        get: operations["GET_service"];
        put?: never;
        /**
         * Rename the service
         * @description Sets `name` and `description`; every other key in the body changes nothing.
         */
        post: operations["POST_service"];
        delete?: never;
        options?: never;
        /**
         * About this service, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_service"];
        patch?: never;
        trace?: never;
    };
    "/service/storage-backends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Storage Backends
         * @description Lists the places where this server keeps controlled bytes, by `label` ascending; those without one follow, by `id`.
         */
        get: operations["GET_storage-backends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * List Storage Backends, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_storage-backends"];
        patch?: never;
        trace?: never;
    };
    "/service/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Profiles
         * @description Lists Profiles, newest first.
         */
        get: operations["GET_profiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * List Profiles, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_profiles"];
        patch?: never;
        trace?: never;
    };
    "/service/profiles/{profileId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Profile's id, a lower-case UUID; anything else gives 404. */
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        /**
         * One Profile
         * @description Reads a Profile; what it says never changes after creation.
         */
        get: operations["GET_profiles-profileId"];
        put?: never;
        /**
         * Create a Profile
         * @description Creates a Profile under an id of the client's choosing.
         */
        post: operations["POST_profiles-profileId"];
        delete?: never;
        options?: never;
        /**
         * One Profile, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_profiles-profileId"];
        patch?: never;
        trace?: never;
    };
    "/service/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Webhooks
         * @description Lists the Webhooks the caller may see, by `url` ascending.
         */
        get: operations["GET_webhooks"];
        put?: never;
        /**
         * Create a Webhook
         * @description Subscribes a URL to events.
         */
        post: operations["POST_webhooks"];
        delete?: never;
        options?: never;
        /**
         * List Webhooks, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_webhooks"];
        patch?: never;
        trace?: never;
    };
    "/service/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Webhook's id, a lower-case UUID; anything else gives 404. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        /**
         * One Webhook
         * @description Reads a Webhook, its `status` and what went wrong last; never its secret.
         */
        get: operations["GET_webhooks-webhookId"];
        /**
         * Replace a Webhook
         * @description Replaces filters, transforms and tags whole: what is left out is removed.
         */
        put: operations["PUT_webhooks"];
        post?: never;
        /**
         * Delete a Webhook
         * @description Ends the subscription; deliveries already under way may still arrive.
         */
        delete: operations["DELETE_webhooks-webhookId"];
        options?: never;
        /**
         * One Webhook, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_webhooks-webhookId"];
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sources
         * @description Lists Sources, newest first unless `sort_by` or `reverse_order` says otherwise.
         */
        get: operations["GET_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * List Sources, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_sources"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /**
         * One Source
         * @description Reads a Source.
         */
        get: operations["GET_sources-sourceId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * One Source, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_sources-sourceId"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /**
         * The tags of a Source
         * @description Reads all tags; they are written one by one.
         */
        get: operations["GET_sources-sourceId-tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * The tags of a Source, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_sources-sourceId-tags"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/tags/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /**
         * One tag of a Source
         * @description Reads the value of one tag.
         */
        get: operations["GET_sources-sourceId-tags-name"];
        /**
         * Set one tag of a Source
         * @description Creates or replaces one tag and leaves the others alone; an empty string or list is a value too.
         */
        put: operations["PUT_sources-sourceId-tags-name"];
        post?: never;
        /**
         * Remove one tag of a Source
         * @description Removes one tag and leaves the others alone.
         */
        delete: operations["DELETE_sources-sourceId-tags-name"];
        options?: never;
        /**
         * One tag of a Source, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_sources-sourceId-tags-name"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /**
         * The description of a Source
         * @description Reads the description on its own.
         */
        get: operations["GET_sources-sourceId-description"];
        /**
         * Set the description of a Source
         * @description Sets the description; Flows keep their own.
         */
        put: operations["PUT_sources-sourceId-description"];
        post?: never;
        /**
         * Remove the description of a Source
         * @description Unsets the description.
         */
        delete: operations["DELETE_sources-sourceId-description"];
        options?: never;
        /**
         * The description of a Source, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_sources-sourceId-description"];
        patch?: never;
        trace?: never;
    };
    "/sources/{sourceId}/label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /**
         * The label of a Source
         * @description Reads the label on its own.
         */
        get: operations["GET_sources-sourceId-label"];
        /**
         * Set the label of a Source
         * @description Sets the label; Flows keep their own.
         */
        put: operations["PUT_sources-sourceId-label"];
        post?: never;
        /**
         * Remove the label of a Source
         * @description Unsets the label.
         */
        delete: operations["DELETE_sources-sourceId-label"];
        options?: never;
        /**
         * The label of a Source, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_sources-sourceId-label"];
        patch?: never;
        trace?: never;
    };
    "/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Flows
         * @description Lists Flows, newest first unless `sort_by` or `reverse_order` says otherwise; no `timerange` is shown in a listing.
         */
        get: operations["GET_flows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * List Flows, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * One Flow
         * @description Reads a Flow, with the technical fields of its Profile if it is linked to one.
         */
        get: operations["GET_flows-flowId"];
        /**
         * Create or replace a Flow
         * @description Creates the Flow, and its Source if that is new, or replaces what the client owns of it: a field left out becomes unset.
         */
        put: operations["PUT_flows-flowId"];
        post?: never;
        /**
         * Delete a Flow
         * @description Deletes the Flow with its Segments, and every Object that nothing uses afterwards.
         */
        delete: operations["DELETE_flows-flowId"];
        options?: never;
        /**
         * One Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The tags of a Flow
         * @description Reads all tags; a Flow PUT replaces them whole, the tag paths one by one.
         */
        get: operations["GET_flows-flowId-tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * The tags of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-tags"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/tags/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * One tag of a Flow
         * @description Reads the value of one tag.
         */
        get: operations["GET_flows-flowId-tags-name"];
        /**
         * Set one tag of a Flow
         * @description Creates or replaces one tag and leaves the others alone; an empty string or list is a value too.
         */
        put: operations["PUT_flows-flowId-tags-name"];
        post?: never;
        /**
         * Remove one tag of a Flow
         * @description Removes one tag and leaves the others alone.
         */
        delete: operations["DELETE_flows-flowId-tags-name"];
        options?: never;
        /**
         * One tag of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-tags-name"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The description of a Flow
         * @description Reads the description on its own.
         */
        get: operations["GET_flows-flowId-description"];
        /**
         * Set the description of a Flow
         * @description Sets the description; the Source keeps its own.
         */
        put: operations["PUT_flows-flowId-description"];
        post?: never;
        /**
         * Remove the description of a Flow
         * @description Unsets the description.
         */
        delete: operations["DELETE_flows-flowId-description"];
        options?: never;
        /**
         * The description of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-description"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The label of a Flow
         * @description Reads the label on its own.
         */
        get: operations["GET_flows-flowId-label"];
        /**
         * Set the label of a Flow
         * @description Sets the label; the Source keeps its own.
         */
        put: operations["PUT_flows-flowId-label"];
        post?: never;
        /**
         * Remove the label of a Flow
         * @description Unsets the label.
         */
        delete: operations["DELETE_flows-flowId-label"];
        options?: never;
        /**
         * The label of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-label"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/read_only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The write protection of a Flow
         * @description Says whether the Flow refuses writes.
         */
        get: operations["GET_flows-flowId-read-only"];
        /**
         * Set the write protection of a Flow
         * @description Turns write protection on or off: the one write that a read-only Flow allows.
         */
        put: operations["PUT_flows-flowId-read-only"];
        post?: never;
        delete?: never;
        options?: never;
        /**
         * The write protection of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-read-only"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/flow_collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The collection of a Flow
         * @description Reads the ordered list of Flows that this Flow collects.
         */
        get: operations["GET_flows-flowId-flow-collection"];
        /**
         * Set the collection of a Flow
         * @description Replaces the whole list, order included; the members' `collected_by` follows.
         */
        put: operations["PUT_flows-flowId-flow-collection"];
        post?: never;
        /**
         * Remove the collection of a Flow
         * @description Collects nothing from now on; the members themselves stay.
         */
        delete: operations["DELETE_flows-flowId-flow-collection"];
        options?: never;
        /**
         * The collection of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-flow-collection"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/max_bit_rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The highest bit rate of a Flow
         * @description Reads the highest bit rate on its own.
         */
        get: operations["GET_flows-flowId-max-bit-rate"];
        /**
         * Set the highest bit rate of a Flow
         * @description Sets the highest bit rate, also when the Flow is linked to a Profile.
         */
        put: operations["PUT_flows-flowId-max-bit-rate"];
        post?: never;
        /**
         * Remove the highest bit rate of a Flow
         * @description Unsets the highest bit rate.
         */
        delete: operations["DELETE_flows-flowId-max-bit-rate"];
        options?: never;
        /**
         * The highest bit rate of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-max-bit-rate"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/avg_bit_rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * The average bit rate of a Flow
         * @description Reads the average bit rate on its own, from the Profile if the Flow is linked to one.
         */
        get: operations["GET_flows-flowId-avg-bit-rate"];
        /**
         * Set the average bit rate of a Flow
         * @description Sets the average bit rate.
         */
        put: operations["PUT_flows-flowId-avg-bit-rate"];
        post?: never;
        /**
         * Remove the average bit rate of a Flow
         * @description Unsets the average bit rate; a Flow linked to a Profile refuses this.
         */
        delete: operations["DELETE_flows-flowId-avg-bit-rate"];
        options?: never;
        /**
         * The average bit rate of a Flow, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-avg-bit-rate"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /**
         * List Flow Segments
         * @description Lists the Segments of a Flow along its timeline, each with the URLs to read its Object from.
         */
        get: operations["GET_flows-flowId-segments"];
        put?: never;
        /**
         * Register Flow Segments
         * @description Places Objects on the Flow's timeline, one Segment or a list.
         */
        post: operations["POST_flows-flowId-segments"];
        /**
         * Delete Flow Segments
         * @description Deletes the Segments that lie wholly inside `timerange`, and Objects that nothing uses afterwards; a Segment that reaches outside stays.
         */
        delete: operations["DELETE_flows-flowId-segments"];
        options?: never;
        /**
         * List Flow Segments, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flows-flowId-segments"];
        patch?: never;
        trace?: never;
    };
    "/flows/{flowId}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allocate storage
         * @description Hands out Object ids with a URL to write each one to.
         */
        post: operations["POST_flows-flowId-storage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/objects/{objectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Object
         * @description Reads an Object: where its copies can be fetched and which Flows use it.
         */
        get: operations["GET_objects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * One Object, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_objects"];
        patch?: never;
        trace?: never;
    };
    "/objects/{objectId}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a copy of an Object
         * @description Adds an instance: either a controlled one, which the server copies to a Storage Backend, or an uncontrolled one at a URL of the client's.
         */
        post: operations["POST_objects-instances"];
        /**
         * Remove a copy of an Object
         * @description Removes one instance, named by exactly one of `storage_id` and `label`; its URLs are gone at once and controlled bytes follow.
         */
        delete: operations["DELETE_objects-instances"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flow-delete-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deletion Requests
         * @description Lists deletions that outlived their HTTP request, newest first; finished ones stay until their `expiry`.
         */
        get: operations["GET_flow-delete-requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * List Deletion Requests, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flow-delete-requests"];
        patch?: never;
        trace?: never;
    };
    "/flow-delete-requests/{request-id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Deletion Request's id; anything unknown gives 404. */
                "request-id": string;
            };
            cookie?: never;
        };
        /**
         * One Deletion Request
         * @description Reads how far a deletion has come.
         */
        get: operations["GET_flow-delete-requests-request-id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * One Deletion Request, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_flow-delete-requests-request-id"];
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Liveness
         * @description Says that the process runs and answers; it looks at nothing behind the server.
         */
        get: operations["GET_health-live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Liveness, headers only
         * @description The headers of the GET.
         */
        head: operations["HEAD_health-live"];
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readiness
         * @description Checks each thing a request depends on (tables, media stores) and lists what it found.
         */
        get: operations["GET_health-ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Readiness, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_health-ready"];
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The served contract
         * @description The OpenAPI document this server validates requests against, with these extensions merged in.
         */
        get: operations["GET_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * The served contract, headers only
         * @description The headers of the GET.
         */
        head: operations["HEAD_openapi"];
        patch?: never;
        trace?: never;
    };
    "/media/{storageId}/{key}": {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: never;
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        /**
         * Bytes of a Media Object
         * @description Reads bytes from the local disk store, whole or one range, by signed URL or with API credentials, which then must allow to read the Storage Backend and a Flow that uses the bytes.
         */
        get: operations["GET_media"];
        /**
         * Write the bytes of a Media Object
         * @description Writes bytes to the local disk store under a key that a storage request handed out.
         */
        put: operations["PUT_media"];
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Bytes of a Media Object, headers only
         * @description The headers of the GET; a URL signed for reading works for both.
         */
        head: operations["HEAD_media"];
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: {
                /** @description Keep events of these comma-separated kinds, such as `flows/created`; empty keeps none, absent keeps all. */
                events?: components["schemas"]["event-type-list"];
                /** @description Keep events about these comma-separated Flows and their Segments, and all Source events; the empty list keeps Source events only. */
                flow_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about these comma-separated Sources, their Flows and Segments; the empty list keeps none. */
                source_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Flows that one of these comma-separated Flows collected then, and all Source events; the empty list means Flows that nothing collected. */
                flow_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Sources that one of these comma-separated Sources collected then, their Flows and Segments; the empty list means Sources that nothing collected. */
                source_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Keep events that came after the one with this id. */
                after?: components["schemas"]["event-id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page through past events
         * @description Lists events in the order of the log, which keeps that of each Flow and Source, for as long as the server keeps them.
         */
        get: operations["GET_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Page through past events, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_events"];
        patch?: never;
        trace?: never;
    };
    "/events/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send past events again
         * @description Sends events of the log to one Webhook once more, in their order, whatever became of them before.
         */
        post: operations["POST_events-replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/stream": {
        parameters: {
            query?: {
                /** @description Keep events of these comma-separated kinds, such as `flows/created`; empty keeps none, absent keeps all. */
                events?: components["schemas"]["event-type-list"];
                /** @description Keep events about these comma-separated Flows and their Segments, and all Source events; the empty list keeps Source events only. */
                flow_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about these comma-separated Sources, their Flows and Segments; the empty list keeps none. */
                source_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Flows that one of these comma-separated Flows collected then, and all Source events; the empty list means Flows that nothing collected. */
                flow_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Sources that one of these comma-separated Sources collected then, their Flows and Segments; the empty list means Sources that nothing collected. */
                source_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Keep events that came after the one with this id. */
                after?: components["schemas"]["event-id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear events as they happen
         * @description Server-Sent Events, without an end: the `id` of each is the event's, its `event` the kind, its `data` what a Webhook would be sent.
         */
        get: operations["GET_events-stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Hear events as they happen, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_events-stream"];
        patch?: never;
        trace?: never;
    };
    "/service/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: {
                /** @description Keep deliveries in this state. */
                state?: components["schemas"]["delivery-state"];
                /** @description `true` turns the order round: the earliest event first. */
                reverse_order?: boolean;
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Webhook's id. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        /**
         * List a Webhook's deliveries
         * @description Lists the events that passed the filters of a Webhook and what became of each, the latest event first, for as long as events are kept.
         */
        get: operations["GET_webhooks-webhookId-deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * List a Webhook's deliveries, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_webhooks-webhookId-deliveries"];
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with a name and a password
         * @description Gives a user of this server a short-lived token and another with which to refresh it.
         */
        post: operations["POST_auth-login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh a login
         * @description Spends a refresh token for a new pair.
         */
        post: operations["POST_auth-refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the login of a refresh token.
         */
        post: operations["POST_auth-logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The OAuth2 token endpoint
         * @description Gives a short-lived token for an API token (`client_credentials`) or for a refresh token (`refresh_token`), as OAuth2 clients ask for it.
         */
        post: operations["POST_auth-token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys of this server's tokens
         * @description The public keys that verify what this server signs, the newest first.
         */
        get: operations["GET_well-known-jwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * The keys of this server's tokens, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_well-known-jwks"];
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an OAuth2 client has to know
         * @description Where this server gives out tokens, to whom and how, in the form of RFC 8414.
         */
        get: operations["GET_well-known-oauth-authorization-server"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * What an OAuth2 client has to know, headers only
         * @description The status and headers of the GET.
         */
        head: operations["HEAD_well-known-oauth-authorization-server"];
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "flows/created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Flow created
         * @description Sent once for each new Flow, after `sources/created` if its Source is new too.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "flows/created";
                        /** @description What the event is about. */
                        event: {
                            /** @description The new Flow, without `timerange`. */
                            flow: components["schemas"]["flow-get"];
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Flow updated
         * @description Sent after a Flow PUT that replaced, or a change of one of its properties; registering Segments does not send it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "flows/updated";
                        /** @description What the event is about. */
                        event: {
                            /** @description The Flow after the change, without `timerange`. */
                            flow: components["schemas"]["flow-get"];
                        };
                    };
                };
            };
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Flow deleted
         * @description Sent once, when the deletion is accepted, even if it still has work to do.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "flows/deleted";
                        /** @description What the event is about. */
                        event: {
                            /** @description The Flow that is gone or going. */
                            flow_id: components["schemas"]["uuid"];
                        };
                    };
                };
            };
            responses: {
                /** @description Received. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/segments_added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Flow Segments added
         * @description Sent for the Segments one request stored; refused ones are not in it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "flows/segments_added";
                        /** @description What the event is about. */
                        event: {
                            /** @description The Flow they were added to. */
                            flow_id: components["schemas"]["uuid"];
                            /** @description The Segments as a listing would show them, after the Webhook's transforms. */
                            segments: components["schemas"]["flow-segment"][];
                        };
                    };
                };
            };
            responses: {
                /** @description Received. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "flows/segments_deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Flow Segments deleted
         * @description Sent for Segments that were removed, one event or several for each request.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "flows/segments_deleted";
                        /** @description What the event is about. */
                        event: {
                            /** @description The Flow they were removed from. */
                            flow_id: components["schemas"]["uuid"];
                            /** @description From the start of the first to the end of the last Segment removed. */
                            timerange: components["schemas"]["timerange"];
                        };
                    };
                };
            };
            responses: {
                /** @description Received. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sources/created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Source created
         * @description Sent when the first Flow of a Source appears.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "sources/created";
                        /** @description What the event is about. */
                        event: {
                            /** @description The new Source. */
                            source: components["schemas"]["source"];
                        };
                    };
                };
            };
            responses: {
                /** @description Received. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sources/updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Source updated
         * @description Sent after a tag, label or description of the Source was set or removed.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "sources/updated";
                        /** @description What the event is about. */
                        event: {
                            /** @description The Source after the change. */
                            source: components["schemas"]["source"];
                        };
                    };
                };
            };
            responses: {
                /** @description Received. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sources/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Source deleted
         * @description Sent when the last Flow of a Source is really gone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The event. */
            requestBody?: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the change happened, not when it was sent; a retry repeats it.
                         */
                        event_timestamp: string;
                        /**
                         * @description The kind of event, always this one here.
                         * @constant
                         */
                        event_type: "sources/deleted";
                        /** @description What the event is about. */
                        event: {
                            /** @description The Source that is gone. */
                            source_id: components["schemas"]["uuid"];
                        };
                    };
                };
            };
            responses: {
                /** @description Received. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * Collection Item
         * @description A member of a collection.
         */
        "collection-item": {
            /** @description The member's id: of a Flow in a Flow Collection, of a Source in a Source's. */
            id: components["schemas"]["uuid"];
            /** @description What the member is to the collection, for example `commentary`; absent when unstated. */
            role?: string;
        };
        /**
         * Container Mapping
         * @description Where one essence sits inside Objects that hold several.
         */
        "container-mapping": {
            /** @description The track's position among all tracks, from 0. */
            track_index?: number;
            /** @description The track's position among tracks of its own format, from 0. */
            format_track_index?: number;
            /** @description Which channels of the audio track are meant; absent means all of them. */
            audio_track?: {
                /** @description The channels, counted from 0. */
                channel_numbers?: number[];
                /** @description A run of channels counted from 0, both ends included: `0_1` is the first two. */
                channel_range?: string;
            };
            /** @description Where to look in an MPEG transport stream. */
            mp2ts_container?: {
                /** @description The packet identifier of the elementary stream. */
                pid?: number;
            };
            /** @description Where to look in an MXF file. */
            mxf_container?: {
                /** @description The package that holds the track, as a UMID or UUID URN. */
                package_uid?: string;
                /** @description The number of the track in that package. */
                track_id?: number;
            };
            /** @description Where to look in an ISO base media file, such as MP4. */
            isobmff_container?: {
                /** @description The `track_ID` of the track. */
                track_id?: number;
            };
        };
        /**
         * Content Format
         * Format: uri
         * @description The kind of essence.
         * @enum {string}
         */
        "content-format": "urn:x-nmos:format:video" | "urn:x-tam:format:image" | "urn:x-nmos:format:audio" | "urn:x-nmos:format:data" | "urn:x-nmos:format:multi";
        /**
         * Deletion Request
         * @description A deletion that takes longer than one HTTP request.
         */
        "deletion-request": {
            /** @description The id made when the deletion was accepted. */
            id: components["schemas"]["uuid"];
            /** @description The Flow concerned. */
            flow_id: components["schemas"]["uuid"];
            /** @description The range whose Segments go. */
            timerange_to_delete: components["schemas"]["timerange"];
            /** @description The part not dealt with yet; it shrinks as work proceeds, and is `()` or absent at the end. */
            timerange_remaining?: components["schemas"]["timerange"];
            /** @description Whether the Flow itself goes as well. */
            delete_flow: boolean;
            /**
             * Format: date-time
             * @description When the deletion was accepted.
             */
            created?: string;
            /** @description Who asked for it. */
            created_by?: string;
            /**
             * Format: date-time
             * @description When this record last changed.
             */
            updated?: string;
            /**
             * Format: date-time
             * @description When this record may be forgotten.
             */
            expiry?: string;
            /**
             * @description How far it is; it moves only towards `done` or `error`.
             * @enum {string}
             */
            status: "created" | "started" | "done" | "error";
            /** @description What went wrong; only when `status` is `error`. */
            error?: components["schemas"]["error"];
        };
        /**
         * Error status metadata
         * @description What went wrong.
         */
        error: {
            /** @description The kind of failure, for programs to compare. */
            type: string;
            /** @description One sentence for people, naming the field, parameter or id at fault. */
            summary: string;
            /** @description Steps that led here, if the server chooses to tell; this one never does. */
            traceback?: string[];
            /**
             * Format: date-time
             * @description When it happened.
             */
            time: string;
        };
        /**
         * Event Stream Mechanism
         * @description A way of receiving events.
         */
        "event-stream-common": {
            /** @description Its name, unique in the list; `webhooks` means that the Webhook operations work. */
            name: string;
            /** @description Where it is documented. */
            docs?: string;
            /** @description What a client must know to connect; its form depends on the mechanism. */
            config?: Record<string, unknown>;
        };
        /**
         * Audio Flow
         * @description The technical description of an audio Flow.
         */
        "flow-audio": components["schemas"]["flow-technical"] & {
            /**
             * @description Always the audio URN.
             * @enum {string}
             */
            format: "urn:x-nmos:format:audio";
            /**
             * Audio Flow Essence Parameters
             * @description The parameters of the sound; no other keys are allowed.
             */
            essence_parameters: {
                /** @description Samples per second, in Hz. */
                sample_rate: number;
                /** @description The number of channels. */
                channels: number;
                /** @description Bits per sample. */
                bit_depth?: number;
                /**
                 * Audio Codec Parameters
                 * @description Parameters of compressed audio.
                 */
                codec_parameters?: {
                    /** @description Samples per coded frame, for example 1024. */
                    coded_frame_size?: number;
                    /** @description The MPEG-4 object type indication, as an integer. */
                    mp4_oti?: number;
                };
                /**
                 * Uncompressed Audio Parameters
                 * @description Parameters of uncompressed audio.
                 */
                unc_parameters?: {
                    /**
                     * @description How the samples of the channels are laid out.
                     * @enum {string}
                     */
                    unc_type: "interleaved" | "planar" | "pairs";
                };
                /** @description Whether the Objects of this Flow need an initialisation Object; absent means no. */
                init_segments?: boolean;
            };
        };
        /**
         * Flow Collection
         * @description The Flows that a Flow collects, in order; each at most once, and never the collecting Flow itself.
         */
        "flow-collection": (components["schemas"]["collection-item"] & {
            /** @description Where the member's essence sits in the Objects of the collecting Flow; absent when unstated. */
            container_mapping?: components["schemas"]["container-mapping"];
        })[];
        /**
         * Flow Common
         * @description What every Flow has, whatever its format and wherever its technical description comes from.
         */
        "flow-common": {
            /** @description The Flow's id, chosen by the client and never changed. */
            id: components["schemas"]["uuid"];
            /** @description The Source it renders; an unknown id creates that Source. */
            source_id: components["schemas"]["uuid"];
            /** @description A short name for people. */
            label?: string;
            /** @description A longer text for people. */
            description?: string;
            /** @description Who created it; the caller unless the server accepts another value. */
            created_by?: string;
            /** @description Who changed it last; the caller unless the server accepts another value. */
            updated_by?: string;
            /** @description Its tags; a PUT replaces them all, and leaving them out removes them. */
            tags?: components["schemas"]["tags"];
            /** @description A value that changes whenever the description changes; the server makes one where the client does not. */
            metadata_version?: string;
            /** @description How many lossy encodings lie behind it; 0 is the original. */
            generation?: number;
            /**
             * Format: date-time
             * @description When it was created, by the server's clock; ignored on PUT.
             */
            created?: string;
            /**
             * Format: date-time
             * @description When its description last changed, equal to `created` at first; ignored on PUT.
             */
            metadata_updated?: string;
            /**
             * Format: date-time
             * @description When a Segment was last added or removed, absent before the first; ignored on PUT.
             */
            segments_updated?: string;
            /** @description Where it is in its life, as the client says; the server never refuses a write because of it. */
            status?: components["schemas"]["flow-status"];
            /** @description Whether writes to the Flow and its Segments are refused with 403; absent means no. */
            read_only?: boolean;
            /** @description The highest bit rate, in 1000 bit/s. */
            max_bit_rate?: number;
            /** @description The span of its Segments, gaps included and `()` when there are none; present only when asked for, and ignored on PUT. */
            timerange?: components["schemas"]["timerange"];
            /** @description The Flows it collects, in order; leaving it out of a PUT empties the collection. */
            flow_collection?: components["schemas"]["flow-collection"];
            /** @description The Flows that collect it; derived, and ignored on PUT. */
            collected_by?: components["schemas"]["uuid"][];
        };
        /**
         * Data Flow
         * @description The technical description of a data Flow, such as captions or telemetry.
         */
        "flow-data": components["schemas"]["flow-technical"] & {
            /**
             * @description Always the data URN.
             * @enum {string}
             */
            format: "urn:x-nmos:format:data";
            /**
             * Data Flow Essence Parameters
             * @description The parameters of the data, possibly `{}`; no other keys are allowed.
             */
            essence_parameters: {
                /** @description What the data is, in a vocabulary of the client's. */
                data_type?: string;
                /** @description Whether the Objects of this Flow need an initialisation Object; absent means no. */
                init_segments?: boolean;
            };
        };
        /**
         * Flow
         * @description A Flow as it is read.
         */
        "flow-get": {
            /** @description The Profile it takes its technical fields from; absent when it has its own. */
            profile_id?: components["schemas"]["uuid"];
        } & (components["schemas"]["flow-common"] & (components["schemas"]["flow-video"] | components["schemas"]["flow-audio"] | components["schemas"]["flow-image"] | components["schemas"]["flow-data"] | components["schemas"]["flow-multi"]));
        /**
         * Image Flow
         * @description The technical description of an image Flow: still pictures, not video.
         */
        "flow-image": components["schemas"]["flow-technical"] & {
            /**
             * @description Always the image URN.
             * @enum {string}
             */
            format: "urn:x-tam:format:image";
            /**
             * Image Flow Essence Parameters
             * @description The parameters of the pictures; no other keys are allowed.
             */
            essence_parameters: {
                /** @description Width in pixels. */
                frame_width: number;
                /** @description Height in pixels. */
                frame_height: number;
                /** @description The shape of the displayed picture. */
                aspect_ratio?: {
                    /** @description The width part. */
                    numerator: number;
                    /** @description The height part. */
                    denominator: number;
                };
            };
        };
        /**
         * Multi-essence Flow
         * @description The technical description of a Flow whose Objects hold several essences, or that only collects other Flows.
         */
        "flow-multi": components["schemas"]["flow-technical"] & {
            /**
             * @description Always the multi URN.
             * @enum {string}
             */
            format: "urn:x-nmos:format:multi";
            /**
             * Multi Flow Essence Parameters
             * @description Optional; no other keys are allowed.
             */
            essence_parameters?: {
                /** @description Whether the Objects of this Flow need an initialisation Object; absent means no. */
                init_segments?: boolean;
            };
        };
        /**
         * Flow
         * @description A Flow as it is written: the common fields, and either technical fields or a Profile.
         */
        "flow-put": components["schemas"]["flow-common"] & ({
            /** @description The Profile to take all technical fields from. */
            profile_id: components["schemas"]["uuid"];
        } | components["schemas"]["flow-video"] | components["schemas"]["flow-audio"] | components["schemas"]["flow-image"] | components["schemas"]["flow-data"] | components["schemas"]["flow-multi"]);
        /**
         * Flow Segment
         * @description A Segment as it is read: an Object, or part of it, on the timeline of a Flow.
         */
        "flow-segment": {
            /** @description The Object it uses. */
            object_id: string;
            /** @description What to add to a time in the Object to get the time on the Flow; absent is `0:0`. */
            ts_offset?: components["schemas"]["timestamp"];
            /** @description Where it lies on the Flow. */
            timerange: components["schemas"]["timerange"];
            /** @description From the time of the last sample to the excluded end of `timerange`; absent when unstated. */
            last_duration?: components["schemas"]["timestamp"];
            /** @description What the whole Object covers on its own timeline; present only when asked for. */
            object_timerange?: components["schemas"]["timerange"];
            /**
             * @deprecated
             * @description The first sample used, as registered.
             */
            sample_offset?: number;
            /**
             * @deprecated
             * @description The number of samples used, as registered.
             */
            sample_count?: number;
            /**
             * Initialisation Object
             * @description The Object to read before this one; present exactly when there is one.
             */
            init_object?: {
                /** @description The initialisation Object's id. */
                object_id: string;
            } & components["schemas"]["object-core"];
        } & components["schemas"]["object-media-core"];
        /**
         * Failed Segments
         * @description The answer to a list of Segments of which at least one was refused.
         */
        "flow-segment-bulk-failure": {
            /** @description The refused items in the order they were sent; all others are stored. */
            failed_segments: {
                /** @description The Object of the refused item. */
                object_id: string;
                /** @description The range of the refused item. */
                timerange?: components["schemas"]["timerange"];
                /** @description Why it was refused. */
                error?: components["schemas"]["error"];
            }[];
        };
        /**
         * Flow Segment Post
         * @description A Segment as it is registered.
         */
        "flow-segment-post": {
            /** @description The Object to place: one allocated on this Flow, one registered anywhere, or a new external one with `get_urls`. */
            object_id: string;
            /** @description The Object's initialisation Object, when it is first registered; later uses inherit it. */
            init_object_id?: string;
            /** @description What to add to a time in the Object to get the time on the Flow; absent is `0:0`, and it may be negative. */
            ts_offset?: components["schemas"]["timestamp"];
            /** @description Where it lies on the Flow: bounded, not empty, start included, overlapping no other Segment. */
            timerange: components["schemas"]["timerange"];
            /** @description What the whole Object covers on its own timeline; absent at first registration, it is `timerange` minus `ts_offset`. */
            object_timerange?: components["schemas"]["timerange"];
            /** @description From the time of the last sample to the excluded end of `timerange`: a duration, never negative. */
            last_duration?: components["schemas"]["timestamp"];
            /**
             * @deprecated
             * @description The first sample used, from 0.
             */
            sample_offset?: number;
            /**
             * @deprecated
             * @description The number of samples used.
             */
            sample_count?: number;
            /** @description Uncontrolled copies to register with a new Object; refused when the Object is known already. */
            get_urls?: {
                /** @description Where the copy can be read. */
                url: string;
                /** @description The copy's name: unique in the Object, and not that of a Storage Backend. */
                label: string;
            }[];
            /** @description How many key frames the whole Object holds, whatever part the Segment uses. */
            key_frame_count?: number;
        };
        /**
         * Flow Status
         * @description The stages of a Flow, from nothing yet, through being written or copied, to complete.
         * @enum {string}
         */
        "flow-status": "awaiting_content" | "ingesting" | "replication_in_progress" | "closed_complete";
        /**
         * Media Bucket Object Store
         * @description Storage that was allocated.
         */
        "flow-storage": {
            /** @description The allocated Objects. */
            media_objects?: {
                /** @description The id to register later. */
                object_id: string;
                /** @description The PUT request that uploads the bytes. */
                put_url: components["schemas"]["http-request"];
                /** @description Whether `put_url` carries its own credentials; absent means no. */
                presigned?: boolean;
            }[];
        };
        /**
         * Flow Storage Post
         * @description What storage to allocate: a number of Objects or their ids, not both.
         */
        "flow-storage-post": {
            /** @description How many Objects to allocate, at least 1; the server may give fewer. */
            limit?: number;
            /** @description The ids to allocate, in this order; each new, and given once. */
            object_ids?: string[];
            /** @description The Storage Backend to use; absent means the default one. */
            storage_id?: components["schemas"]["uuid"];
            /** @description The media type that will be uploaded; absent means the Flow's `container`. */
            content_type?: components["schemas"]["mime-type"];
            /** @description Whether the write URLs must be presigned (`true`) or must not be (`false`); absent leaves it to the server. */
            presigned?: boolean;
        };
        /**
         * Flow Technical
         * @description What all technical descriptions share, whatever the format.
         */
        "flow-technical": {
            /** @description The coding of the essence, as a media type. */
            codec?: string;
            /** @description The media type of the Flow's Objects; without it the Flow takes neither storage nor Segments. */
            container?: string;
            /** @description The average bit rate, in 1000 bit/s. */
            avg_bit_rate?: number;
            /** @description How long Segments usually last, in seconds, as a fraction. */
            segment_duration?: {
                /** @description The number of parts. */
                numerator: number;
                /**
                 * @description The parts in one second.
                 * @default 1
                 */
                denominator: number;
            };
            /** @description Where the essence sits in the Flow's own Objects; absent when it is alone in them. */
            container_mapping?: components["schemas"]["container-mapping"];
        };
        /**
         * Video Flow
         * @description The technical description of a video Flow.
         */
        "flow-video": components["schemas"]["flow-technical"] & {
            /**
             * @description Always the video URN.
             * @enum {string}
             */
            format: "urn:x-nmos:format:video";
            /**
             * Video Flow Essence Parameters
             * @description The parameters of the picture; no other keys are allowed.
             */
            essence_parameters: {
                /** @description Width in pixels. */
                frame_width: number;
                /** @description Height in pixels. */
                frame_height: number;
                /** @description Bits per component. */
                bit_depth?: number;
                /**
                 * @description How lines make frames; `tff` and `bff` say which field comes first, `psf` is segmented progressive.
                 * @enum {string}
                 */
                interlace_mode?: "progressive" | "interlaced_tff" | "interlaced_bff" | "interlaced_psf";
                /**
                 * @description The colour primaries and matrix, by the ITU-R recommendation that defines them.
                 * @enum {string}
                 */
                colorspace?: "BT601" | "BT709" | "BT2020" | "BT2100";
                /**
                 * @description The transfer function.
                 * @enum {string}
                 */
                transfer_characteristic?: "SDR" | "HLG" | "PQ";
                /** @description The shape of the displayed picture. */
                aspect_ratio?: {
                    /** @description The width part. */
                    numerator: number;
                    /** @description The height part. */
                    denominator: number;
                };
                /** @description The shape of one pixel. */
                pixel_aspect_ratio?: {
                    /** @description The width part. */
                    numerator: number;
                    /** @description The height part. */
                    denominator: number;
                };
                /**
                 * @description Which components a pixel has.
                 * @enum {string}
                 */
                component_type?: "YCbCr" | "RGB";
                /** @description Luma samples per chroma sample along a line: 1 for 4:4:4, 2 for 4:2:2 and 4:2:0. */
                horiz_chroma_subs?: number;
                /** @description Luma lines per chroma line: 1 for 4:4:4 and 4:2:2, 2 for 4:2:0. */
                vert_chroma_subs?: number;
                /**
                 * Uncompressed Video Parameters
                 * @description Parameters of uncompressed video.
                 */
                unc_parameters?: {
                    /**
                     * @description How components are laid out in memory.
                     * @enum {string}
                     */
                    unc_type: "planar" | "YUYV" | "UYVY" | "AYUV" | "v210" | "v216" | "RGB" | "RGBx" | "xRGB" | "BGRx" | "xBGR" | "RGBA" | "ARGB" | "BGRA" | "ABGR" | "alpha";
                };
                /**
                 * AVC Codec Parameters
                 * @description Parameters of H.264, as in its decoder configuration.
                 */
                avc_parameters?: {
                    /** @description The `profile_idc`. */
                    profile: number;
                    /** @description The `level_idc`, ten times the level. */
                    level: number;
                    /** @description The constraint flags, as one byte. */
                    flags: number;
                };
                /**
                 * Fixed Frame Rate
                 * @description Frames per second as a fraction; required unless `vfr` is true, and then forbidden.
                 */
                frame_rate?: {
                    /** @description Frames. */
                    numerator: number;
                    /**
                     * @description Seconds.
                     * @default 1
                     */
                    denominator?: number;
                };
                /**
                 * @description Whether the frame rate varies.
                 * @default false
                 */
                vfr?: boolean;
                /** @description Whether the Objects of this Flow need an initialisation Object; absent means no. */
                init_segments?: boolean;
            };
        };
        /**
         * HTTP Request
         * @description An HTTP request for the client to make, with the method its place implies.
         */
        "http-request": {
            /** @description Where to send it. */
            url: string;
            /** @description What to send as the body, if not the bytes themselves. */
            body?: string;
            /** @description The `Content-Type` to send. */
            "content-type"?: string;
            /** @description Additional headers that should be included */
            headers?: {
                [key: string]: string;
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * MIME Type
         * @description A media type without parameters, `type/subtype`, with a registered top-level type or one starting `x-`.
         */
        "mime-type": string;
        /**
         * Object
         * @description A stored run of bytes.
         */
        object: {
            /** @description The Object's id, free text and unique in this server. */
            id: string;
            /** @description The Flows that use it, each once, after filtering and paging; for an initialisation Object, those that use it through a media Object. */
            referenced_by_flows: components["schemas"]["uuid"][];
            /** @description The Flow that used it first; possibly absent once that Flow no longer does. */
            first_referenced_by_flow?: components["schemas"]["uuid"];
            /** @description What it covers on its own timeline; absent for an initialisation Object. */
            timerange?: components["schemas"]["timerange"];
            /**
             * Initialisation Object
             * @description The Object to read before this one; present exactly when there is one.
             */
            init_object?: {
                /** @description The initialisation Object's id. */
                id: string;
            } & components["schemas"]["object-core"];
        } & components["schemas"]["object-media-core"];
        /**
         * Object
         * @description What every Object shows of its copies.
         */
        "object-core": {
            /** @description Where to read the bytes, the server's preference first. */
            get_urls?: (components["schemas"]["storage-backend"] & {
                /** @description The Storage Backend that holds the copy; absent when uncontrolled, and shown only on request. */
                storage_id?: components["schemas"]["uuid"];
                /** @description The URL to GET. */
                url: string;
                /** @description Whether the URL carries its own credentials and expiry; absent means no. */
                presigned?: boolean;
                /** @description The name of the Storage Backend, or the one an uncontrolled copy was registered with. */
                label?: string;
                /** @description Whether this server manages the copy; absent means yes, and shown only on request. */
                controlled?: boolean;
            })[];
        };
        /**
         * Object
         * @description What media Objects have beside their copies.
         */
        "object-media-core": {
            /** @description How many key frames the Object holds; absent when unstated. */
            key_frame_count?: number;
        } & components["schemas"]["object-core"];
        /**
         * Object registration
         * @description A new copy of an Object, of one kind or the other.
         */
        "objects-instances-post": {
            /** @description Where the server is to copy it. */
            storage_id: components["schemas"]["uuid"];
        } | {
            /** @description Where a copy exists already. */
            url: string;
            /** @description A name for that copy: unique in the Object, and not that of a Storage Backend. */
            label: string;
        };
        /**
         * Profile
         * @description A named set of technical parameters.
         */
        profile: {
            /** @description The Profile's id, chosen by the client; the same on every server that knows it. */
            id: components["schemas"]["uuid"];
            /** @description A short name for people. */
            label?: string;
            /** @description A longer text for people. */
            description?: string;
            /** @description Who created it; the caller unless the server accepts another value. */
            created_by?: string;
            /**
             * Format: date-time
             * @description When it was created here, by the server's clock.
             */
            created?: string;
            /** @description Its tags; they never pass to Flows. */
            tags?: components["schemas"]["tags"];
            /** @description The technical fields that linked Flows take: of video, audio, image or data, never multi. */
            flow_metadata: components["schemas"]["flow-video"] | components["schemas"]["flow-audio"] | components["schemas"]["flow-image"] | components["schemas"]["flow-data"];
        };
        /**
         * Service
         * @description What a client should know of this server before using it.
         */
        service: {
            /** @description What the operators call it; absent when unset. */
            name?: string;
            /** @description What it is for; absent when unset. */
            description?: string;
            /** @description The kind of service, a URN that starts with `urn:x-tams:service`. */
            type: string;
            /** @description The version of this API, major and minor. */
            api_version: string;
            /** @description The version of the software, free text. */
            service_version?: string;
            /** @description The ways to receive events, each name once. */
            event_stream_mechanisms?: components["schemas"]["event-stream-common"][];
            /** @description How long an allocated Object is kept unregistered, at the least: a duration, 300 s or more. */
            min_object_timeout: components["schemas"]["timestamp"];
            /** @description How long a presigned URL works, at the least: a duration of 30 s or more, and at most `min_object_timeout`. */
            min_presigned_url_timeout?: components["schemas"]["timestamp"];
        };
        /**
         * Update Service Info
         * @description What can be changed of a service.
         */
        "service-post": {
            /** @description The new name; absent keeps it, an empty string removes it. */
            name?: string;
            /** @description The new description; absent keeps it, an empty string removes it. */
            description?: string;
        };
        /**
         * Source
         * @description A piece of media in the abstract, whatever its renditions.
         */
        source: {
            /** @description The id that its Flows name. */
            id: components["schemas"]["uuid"];
            /** @description The format that all its Flows share. */
            format: components["schemas"]["content-format"];
            /** @description A short name for people, at first that of its first Flow. */
            label?: string;
            /** @description A longer text for people, at first that of its first Flow. */
            description?: string;
            /** @description Who created its first Flow. */
            created_by?: string;
            /** @description Who changed it last. */
            updated_by?: string;
            /**
             * Format: date-time
             * @description When its first Flow appeared.
             */
            created?: string;
            /**
             * Format: date-time
             * @description When its label, description or tags last changed, equal to `created` at first.
             */
            updated?: string;
            /** @description Its tags, at first those of its first Flow. */
            tags?: components["schemas"]["tags"];
            /** @description The Sources it collects, derived from the collections of its Flows; absent or empty when none. */
            source_collection?: components["schemas"]["collection-item"][];
            /** @description The Sources that collect it; derived, and absent or empty when none. */
            collected_by?: components["schemas"]["uuid"][];
        };
        /**
         * Storage Backend
         * @description What describes a place that keeps bytes.
         */
        "storage-backend": {
            /**
             * @description How it is spoken to.
             * @enum {string}
             */
            store_type?: "http_object_store";
            /** @description Who runs it. */
            provider?: string;
            /** @description The region it is in, in the provider's words. */
            region?: string;
            /** @description The zone inside that region. */
            availability_zone?: string;
            /** @description The product or service it is. */
            store_product?: string;
            /** @description Its tags, set by the operators. */
            tags?: components["schemas"]["tags"];
        };
        /**
         * Storage Backends List
         * @description The places that keep bytes.
         */
        "storage-backends-list": (components["schemas"]["storage-backend"] & unknown & {
            /** @description The id that `storage_id` refers to. */
            id?: components["schemas"]["uuid"];
            /** @description The label of its URLs, unique among Storage Backends; absent when unset. */
            label?: string;
            /** @description Whether allocation uses it when no other is named; absent means no, and at most one says yes. */
            default_storage?: boolean;
        })[];
        /**
         * Tags
         * @description Tags by name; a value is a string or a list of strings, nothing else.
         */
        tags: {
            [key: string]: string | string[];
        };
        /**
         * TimeRange
         * @description A range of time: two timestamps joined by `_`, `[` or `]` where the bound is included and `(` or `)` where not; a missing timestamp is open-ended.
         */
        timerange: string;
        /**
         * Timestamp
         * @description Seconds, a colon, and a count of nanoseconds without leading zeros; the sign covers both, so `-1:500000000` is one and a half seconds before zero.
         */
        timestamp: string;
        /**
         * Query String GET URL Label list
         * @description Labels separated by commas; empty is an empty list.
         */
        "url-label-list": string;
        /**
         * Query String Tag value list
         * @description Tag values separated by commas; a comma cannot be part of one.
         */
        "url-tag-list": string;
        /**
         * UUID
         * @description A UUID of version 1 to 5, in lower case.
         */
        uuid: string;
        /**
         * Query String UUID list
         * @description UUIDs separated by commas, at least one.
         */
        "uuid-list": string;
        /**
         * Query String UUID list (optionally empty)
         * @description UUIDs separated by commas; empty is an empty list.
         */
        "uuid-list-empty": string;
        /**
         * Register Webhook
         * @description Which events to send, to where, and in what form.
         */
        webhook: {
            /** @description Where events are sent by POST. */
            url: string;
            /** @description The header that carries the secret; absent sends none. */
            api_key_name?: string;
            /** @description The kinds of event to send; `[]` sends nothing. */
            events: ("flows/created" | "flows/updated" | "flows/deleted" | "flows/segments_added" | "flows/segments_deleted" | "sources/created" | "sources/updated" | "sources/deleted")[];
            /** @description Only events about these Flows and their Segments; Source events pass. */
            flow_ids?: components["schemas"]["uuid"][];
            /** @description Only events about these Sources, their Flows and Segments. */
            source_ids?: components["schemas"]["uuid"][];
            /** @description Only events about Flows that one of these Flows collects; `[]` means Flows that nothing collects. */
            flow_collected_by_ids?: components["schemas"]["uuid"][];
            /** @description Only events about Sources that one of these Sources collects, their Flows and Segments; `[]` means Sources that nothing collects. */
            source_collected_by_ids?: components["schemas"]["uuid"][];
            /** @description The labels of the URLs to put into Segments; `[]` puts none, absent all. */
            accept_get_urls?: string[];
            /** @description The Storage Backends whose URLs to put into Segments; `[]` or absent means all. */
            accept_storage_ids?: components["schemas"]["uuid"][];
            /** @description `true` puts only presigned URLs into Segments, `false` only others; absent both. */
            presigned?: boolean;
            /** @description Whether URLs in Segments tell their Storage Backend; absent means no. */
            verbose_storage?: boolean;
            /** @description Whether Segments have `object_timerange`; absent means no. */
            include_object_timerange?: boolean;
            /** @description Its tags. */
            tags?: components["schemas"]["tags"];
        };
        /**
         * Webhook Detail
         * @description A Webhook as it is read, without its secret.
         */
        "webhook-get": components["schemas"]["webhook-with-id"] & {
            /** @description What stopped delivery; present when `status` is `error`. */
            error?: components["schemas"]["error"];
            /**
             * @description `created` before the first delivery, `started` since; `disabled` by its owner, or `error` when delivery was given up.
             * @enum {string}
             */
            status: "created" | "started" | "disabled" | "error";
        };
        /**
         * Register Webhook
         * @description A Webhook as it is created.
         */
        "webhook-post": components["schemas"]["webhook"] & {
            /** @description The secret to send; it is never shown again. */
            api_key_value?: string;
            /**
             * @description Whether to deliver from now on (`created`, the default) or wait (`disabled`).
             * @enum {string}
             */
            status?: "created" | "disabled";
        };
        /**
         * Modify Webhook
         * @description A Webhook as it is replaced.
         */
        "webhook-put": components["schemas"]["webhook-with-id"] & {
            /** @description The secret to send; absent keeps the stored one, an empty string clears it. */
            api_key_value?: string;
            /**
             * @description `created` to deliver, also again after `error` or `disabled`; `disabled` to stop.
             * @enum {string}
             */
            status: "created" | "disabled";
        };
        /**
         * Webhook Details
         * @description A Webhook and its id.
         */
        "webhook-with-id": components["schemas"]["webhook"] & {
            /** @description The id this server gave it; in a PUT, the one in the path. */
            id: components["schemas"]["uuid"];
        };
        /**
         * Login
         * @description A user's name and password.
         */
        "auth-login": {
            /** @description The name. */
            username: string;
            /** @description The password. */
            password: string;
        };
        /**
         * Refresh token
         * @description What a login can be refreshed or ended with.
         */
        "auth-refresh": {
            /** @description A refresh token as it was given out. */
            refresh_token: string;
        };
        /**
         * Token response
         * @description A token and what to know of it, as in RFC 6749 section 5.1.
         */
        "auth-token": {
            /** @description A JWT, for the header `Authorization` or the query parameter `access_token`. */
            access_token: string;
            /**
             * @description Always `Bearer`.
             * @enum {string}
             */
            token_type: "Bearer";
            /** @description How long it works, in seconds. */
            expires_in: number;
            /** @description Good once, for the next pair; clients with a secret get none. */
            refresh_token?: string;
            /** @description The scopes it has, with spaces between. */
            scope: string;
        };
        /**
         * OAuth2 error
         * @description Why there is no token, as in RFC 6749 section 5.2.
         */
        "auth-error": {
            /**
             * @description The code.
             * @enum {string}
             */
            error: "invalid_request" | "invalid_client" | "invalid_grant" | "unsupported_grant_type" | "invalid_scope";
            /** @description The reason as a sentence. */
            error_description?: string;
        };
        /**
         * Key set
         * @description Public keys (RFC 7517).
         */
        "auth-keys": {
            /** @description The keys, that which signs first. */
            keys: {
                /** @description The kind of key. */
                kty: string;
                /** @description The id by which tokens name it. */
                kid: string;
            }[];
        };
        /**
         * Authorization server metadata
         * @description What RFC 8414 lets an issuer say of itself.
         */
        "auth-server": {
            /** @description The `iss` of its tokens. */
            issuer: string;
            /** @description Where tokens are given out. */
            token_endpoint: string;
            /** @description Where its keys are. */
            jwks_uri: string;
            /** @description Which ways there are. */
            grant_types_supported: string[];
            /** @description Which ways there are. */
            response_types_supported?: string[];
            /** @description Which ways there are. */
            token_endpoint_auth_methods_supported?: string[];
            /** @description Which ways there are. */
            scopes_supported?: string[];
        };
        /**
         * Event type
         * @description The kind of an event, as Webhooks name it.
         * @enum {string}
         */
        "event-type": "flows/created" | "flows/updated" | "flows/deleted" | "flows/segments_added" | "flows/segments_deleted" | "sources/created" | "sources/updated" | "sources/deleted";
        /**
         * Query String event type list
         * @description Kinds of event separated by commas; empty is an empty list.
         */
        "event-type-list": string;
        /**
         * Event id
         * @description The place of an event in the log.
         */
        "event-id": string;
        /**
         * Event
         * @description What a Webhook would be sent, and its id.
         */
        event: {
            /** @description Its id, which Webhooks are told in the header `webhook-id`. */
            id: components["schemas"]["event-id"];
            /**
             * Format: date-time
             * @description When the change happened.
             */
            event_timestamp: string;
        } & ({
            /**
             * @description A Flow was made or changed.
             * @enum {string}
             */
            event_type: "flows/created" | "flows/updated";
            /** @description The Flow after the change. */
            event: {
                /** @description The Flow, without `timerange`. */
                flow: components["schemas"]["flow-get"];
            };
        } | {
            /**
             * @description A Flow was deleted, or its deletion began.
             * @enum {string}
             */
            event_type: "flows/deleted";
            /** @description Which Flow. */
            event: {
                /** @description The Flow's id. */
                flow_id: components["schemas"]["uuid"];
            };
        } | {
            /**
             * @description Segments were registered.
             * @enum {string}
             */
            event_type: "flows/segments_added";
            /** @description Which Segments of which Flow. */
            event: {
                /** @description The Flow's id. */
                flow_id: components["schemas"]["uuid"];
                /** @description The Segments as a listing shows them now, after the transforms. */
                segments: components["schemas"]["flow-segment"][];
            };
        } | {
            /**
             * @description Segments were deleted.
             * @enum {string}
             */
            event_type: "flows/segments_deleted";
            /** @description From where to where, on which Flow. */
            event: {
                /** @description The Flow's id. */
                flow_id: components["schemas"]["uuid"];
                /** @description From the start of the first deleted Segment to the end of the last; there may be others between them. */
                timerange: components["schemas"]["timerange"];
            };
        } | {
            /**
             * @description A Source came into being or changed.
             * @enum {string}
             */
            event_type: "sources/created" | "sources/updated";
            /** @description The Source after the change. */
            event: {
                /** @description The Source. */
                source: components["schemas"]["source"];
            };
        } | {
            /**
             * @description The last Flow of a Source is gone.
             * @enum {string}
             */
            event_type: "sources/deleted";
            /** @description Which Source. */
            event: {
                /** @description The Source's id. */
                source_id: components["schemas"]["uuid"];
            };
        });
        /**
         * Replay events
         * @description Which events to send again.
         */
        "event-replay-post": {
            /** @description The Webhook to send to. */
            webhook_id: components["schemas"]["uuid"];
            /** @description Only events that came after the one with this id. */
            after?: components["schemas"]["event-id"];
            /** @description Only events up to the one with this id, itself included. */
            through?: components["schemas"]["event-id"];
            /**
             * Format: date-time
             * @description Only events that happened at this time or later.
             */
            since?: string;
            /**
             * Format: date-time
             * @description Only events that happened before this time.
             */
            until?: string;
        };
        /**
         * Replay
         * @description What will be sent again.
         */
        "event-replay": {
            /** @description The Webhook that is sent to. */
            webhook_id: components["schemas"]["uuid"];
            /** @description The id of the earliest event looked at; absent when no event is kept between the bounds. */
            first?: components["schemas"]["event-id"];
            /** @description The id of the latest event looked at; absent when no event is kept between the bounds. */
            last?: components["schemas"]["event-id"];
        };
        /**
         * Delivery state
         * @description `pending` until it arrives; `delivered`; `failed` when the receiver refused it for good; `dropped` when the Webhook was disabled or put in error first, or its owner may not read the event any more.
         * @enum {string}
         */
        "delivery-state": "pending" | "delivered" | "failed" | "dropped";
        /**
         * Delivery
         * @description What became of one event on its way to one Webhook.
         */
        delivery: {
            /** @description The event's id. */
            event_id: components["schemas"]["event-id"];
            /** @description The kind of event. */
            event_type?: components["schemas"]["event-type"];
            /**
             * Format: date-time
             * @description When the change happened that the event tells of.
             */
            event_timestamp?: string;
            /** @description How far it got. */
            state: components["schemas"]["delivery-state"];
            /** @description How often it was sent. */
            attempts: number;
            /** @description The HTTP status of the last answer; absent when none came. */
            status?: number;
            /** @description How long the last attempt took, in milliseconds. */
            latency_ms?: number;
            /** @description Why the last attempt did not succeed. */
            error?: string;
            /**
             * Format: date-time
             * @description When it was sent first.
             */
            first_attempt?: string;
            /**
             * Format: date-time
             * @description When this record changed last.
             */
            updated: string;
        };
        /**
         * Liveness
         * @description What a live process answers.
         */
        "health-live": {
            /**
             * @description Always `ok`.
             * @constant
             */
            status: "ok";
        };
        /**
         * Readiness
         * @description The result of every readiness check.
         */
        "health-ready": {
            /**
             * @description `ok` when every check passed, else `unavailable`.
             * @enum {string}
             */
            status: "ok" | "unavailable";
            /** @description One entry for each thing checked, in a fixed order. */
            checks: {
                /** @description What was checked, for example `tables`. */
                name: string;
                /** @description Whether the check passed. */
                ok: boolean;
                /** @description Why it failed, in one sentence; absent when it passed. */
                detail?: string;
            }[];
        };
        /**
         * OpenAPI document
         * @description An OpenAPI 3.1 document.
         */
        "openapi-document": Record<string, unknown>;
    };
    responses: {
        /** @description The headers of the GET, without its body. */
        trait_resource_listing_head_200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": string;
            };
        };
        /** @description The headers of the GET, without its body. */
        trait_resource_info_head_200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": string;
            };
        };
        /** @description A query parameter is malformed, as for the GET. */
        trait_resource_info_head_400: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Nothing is there, as for the GET. */
        trait_resource_info_head_404: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description The most items to return, at least 1. */
        trait_paged_limit: number;
        /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
        trait_resource_paged_key: string;
        /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
        tag: components["schemas"]["url-tag-list"];
        /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
        tag_exists: boolean;
        /** @description `true` turns the order round: by `label` descending, after those without one. */
        storage_backends_reverse_order: boolean;
        /** @description Keep Profiles with exactly this codec. */
        profiles_codec: components["schemas"]["mime-type"];
        /** @description Keep Profiles with exactly this label, with case; unlabelled ones never match. */
        profiles_label: string;
        /** @description `true` turns the order round: by `url` descending. */
        webhooks_reverse_order: boolean;
        /** @description Keep Sources with exactly this label, with case; unlabelled ones never match. */
        sources_label: string;
        /** @description `true` turns the order round exactly; Sources without the sort key then come first. */
        sources_reverse_order: boolean;
        /** @description The key to order by, `created` when absent: dates newest first, labels ascending. */
        sources_sort_by: "created" | "updated" | "label";
        /** @description Keep Sources of this format. */
        sources_format: components["schemas"]["content-format"];
        /** @description Keep Sources collected by at least one of these comma-separated Sources. */
        sources_collected_by_ids: components["schemas"]["uuid-list-empty"];
        /** @description The Source's id, a lower-case UUID; anything else gives 404. */
        sourceId: components["schemas"]["uuid"];
        /** @description The tag's name, percent-encoded where needed. */
        tag_name: string;
        /** @description Keep Flows of this Source; an unknown id matches nothing. */
        source_id: components["schemas"]["uuid"];
        /** @description Keep Flows with a Segment that overlaps this range; a gap does not count. */
        flows_timerange: components["schemas"]["timerange"];
        /** @description Keep Flows of this format, their own or their Profile's. */
        flows_format: components["schemas"]["content-format"];
        /** @description Keep Flows with exactly this codec, their own or their Profile's. */
        flows_codec: components["schemas"]["mime-type"];
        /** @description Keep Flows linked to this Profile, not those that merely look alike or were unlinked. */
        profile_id: components["schemas"]["uuid"];
        /** @description Keep Flows with exactly this label, with case; unlabelled ones never match. */
        flows_label: string;
        /** @description `true` turns the order round exactly; Flows without the sort key then come first. */
        flows_reverse_order: boolean;
        /** @description The key to order by, `created` when absent: dates newest first, labels ascending. */
        flows_sort_by: "created" | "metadata_updated" | "label";
        /** @description Keep Flows with this status; Flows without one never match. */
        status: components["schemas"]["flow-status"];
        /** @description Keep video Flows with this frame width in pixels; image Flows never match. */
        frame_width: number;
        /** @description Keep video Flows with this frame height in pixels; image Flows never match. */
        frame_height: number;
        /** @description `true` keeps Flows whose Segments have initialisation Objects; `false` keeps all others, those that do not say included. */
        init_segments: boolean;
        /** @description Keep Flows collected by at least one of these comma-separated Flows. */
        flows_collected_by_ids: components["schemas"]["uuid-list-empty"];
        /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
        flowId: components["schemas"]["uuid"];
        /** @description `true` adds the Flow's `timerange`; otherwise it is left out. */
        include_timerange: boolean;
        /** @description Compute the Flow's `timerange` from the Segments that overlap this range, whole and not cut to it. */
        flow_timerange: components["schemas"]["timerange"];
        /** @description Keep Segments that use this Object as media; initialisation Objects do not match. */
        object_id: string;
        /** @description Keep Segments that overlap this range at all; absent keeps all, `()` none. */
        segments_timerange: components["schemas"]["timerange"];
        /** @description `true` lists the latest Segment first instead of the earliest. */
        segments_reverse_order: boolean;
        /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
        verbose_storage: boolean;
        /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
        accept_get_urls: components["schemas"]["url-label-list"];
        /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
        segments_accept_storage_ids: components["schemas"]["uuid-list"];
        /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
        presigned: boolean;
        /** @description Keep URLs whose Storage Backend's tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case; a URL outside all Storage Backends is dropped. */
        storage_backend_tag: string;
        /** @description Keep URLs whose Storage Backend has (`true`) or lacks (`false`) a tag `{name}`; a URL outside all Storage Backends lacks every tag. */
        storage_backend_tag_exists: boolean;
        /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
        include_object_timerange: boolean;
        /** @description The Object's id, percent-encoded where needed (`/` included). */
        objectId: string;
        /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
        objects_accept_storage_ids: string;
        /** @description Keep in `referenced_by_flows` the Flows whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
        flow_tag: string;
        /** @description Keep in `referenced_by_flows` the Flows that have (`true`) or lack (`false`) a tag `{name}`. */
        flow_tag_exists: boolean;
        /** @description `true` lists the oldest first instead of the newest. */
        flow_delete_requests_reverse_order: boolean;
        /** @description The date to order by, newest first; `created` when absent. */
        flow_delete_requests_sort_by: "created" | "expiry";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GET_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of path names. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    HEAD_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["service"];
                };
            };
        };
    };
    POST_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The keys to set. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["service-post"];
            };
        };
        responses: {
            /** @description Applied, and visible to the next GET. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is missing, not a JSON object, or holds a value that is not a string. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not administer this service. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_storage-backends": {
        parameters: {
            query?: {
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description `true` turns the order round: by `label` descending, after those without one. */
                reverse_order?: components["parameters"]["storage_backends_reverse_order"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Storage Backends, `[]` when none matches. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["storage-backends-list"];
                };
            };
        };
    };
    "HEAD_storage-backends": {
        parameters: {
            query?: {
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description `true` turns the order round: by `label` descending, after those without one. */
                reverse_order?: components["parameters"]["storage_backends_reverse_order"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_profiles: {
        parameters: {
            query?: {
                /** @description Keep Profiles of this format; no Profile is multi. */
                format?: components["schemas"]["content-format"];
                /** @description Keep Profiles with exactly this codec. */
                codec?: components["parameters"]["profiles_codec"];
                /** @description Keep Profiles with exactly this label, with case; unlabelled ones never match. */
                label?: components["parameters"]["profiles_label"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Profiles, `[]` when none matches. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"][];
                };
            };
            /** @description A filter, `limit` or `page` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_profiles: {
        parameters: {
            query?: {
                /** @description Keep Profiles of this format; no Profile is multi. */
                format?: "urn:x-nmos:format:video" | "urn:x-tam:format:image" | "urn:x-nmos:format:audio" | "urn:x-nmos:format:data";
                /** @description Keep Profiles with exactly this codec. */
                codec?: components["parameters"]["profiles_codec"];
                /** @description Keep Profiles with exactly this label, with case; unlabelled ones never match. */
                label?: components["parameters"]["profiles_label"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A filter, `limit` or `page` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_profiles-profileId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Profile's id, a lower-case UUID; anything else gives 404. */
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Profile. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"];
                };
            };
            /** @description No such Profile. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_profiles-profileId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Profile's id, a lower-case UUID; anything else gives 404. */
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        /** @description The Profile to create; a `created` in it is ignored. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["profile"];
            };
        };
        responses: {
            /** @description Created; the body is the Profile with `created` and `created_by` filled in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"];
                };
            };
            /** @description The body breaks its schema, its `id` is not the one in the path, its format is multi, or the id is taken, even by an equal Profile. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id in the path is not a lower-case UUID. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_profiles-profileId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Profile's id, a lower-case UUID; anything else gives 404. */
                profileId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_webhooks: {
        parameters: {
            query?: {
                /** @description `true` turns the order round: by `url` descending. */
                reverse_order?: components["parameters"]["webhooks_reverse_order"];
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Webhooks, `[]` when none matches. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"][];
                };
            };
            /** @description This server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    POST_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The Webhook to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook-post"];
            };
        };
        responses: {
            /** @description Created; the body is the Webhook with its new `id` and `status`, without its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"];
                };
            };
            /** @description The body breaks its schema, asks for a filter or transform the server cannot honour, or names a URL it will not call (such as a private address). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description This server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_webhooks: {
        parameters: {
            query?: {
                /** @description `true` turns the order round: by `url` descending. */
                reverse_order?: components["parameters"]["webhooks_reverse_order"];
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description This server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_webhooks-webhookId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Webhook's id, a lower-case UUID; anything else gives 404. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"];
                };
            };
            /** @description No such Webhook, or this server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PUT_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Webhook's id, a lower-case UUID; anything else gives 404. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        /** @description The whole Webhook. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook-put"];
            };
        };
        responses: {
            /** @description Replaced (201, although nothing is created); the body is the Webhook as stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook-get"];
                };
            };
            /** @description The body breaks its schema or names something the server cannot honour, or a Webhook in `error` is to become `disabled`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Webhook. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Webhook, or this server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_webhooks-webhookId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Webhook's id, a lower-case UUID; anything else gives 404. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not delete this Webhook. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Webhook, or this server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_webhooks-webhookId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Webhook's id, a lower-case UUID; anything else gives 404. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Webhook, or this server offers no Webhooks. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_sources: {
        parameters: {
            query?: {
                /** @description Keep Sources with exactly this label, with case; unlabelled ones never match. */
                label?: components["parameters"]["sources_label"];
                /** @description `true` turns the order round exactly; Sources without the sort key then come first. */
                reverse_order?: components["parameters"]["sources_reverse_order"];
                /** @description The key to order by, `created` when absent: dates newest first, labels ascending. */
                sort_by?: components["parameters"]["sources_sort_by"];
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description Keep Sources of this format. */
                format?: components["parameters"]["sources_format"];
                /** @description Keep Sources collected by at least one of these comma-separated Sources. */
                collected_by_ids?: components["parameters"]["sources_collected_by_ids"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Sources, `[]` when none matches. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["source"][];
                };
            };
            /** @description A filter, `sort_by`, `limit` or `page` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_sources: {
        parameters: {
            query?: {
                /** @description Keep Sources with exactly this label, with case; unlabelled ones never match. */
                label?: components["parameters"]["sources_label"];
                /** @description `true` turns the order round exactly; Sources without the sort key then come first. */
                reverse_order?: components["parameters"]["sources_reverse_order"];
                /** @description The key to order by, `created` when absent: dates newest first, labels ascending. */
                sort_by?: components["parameters"]["sources_sort_by"];
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description Keep Sources of this format. */
                format?: components["parameters"]["sources_format"];
                /** @description Keep Sources collected by at least one of these comma-separated Sources. */
                collected_by_ids?: components["parameters"]["sources_collected_by_ids"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed, as for the GET. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Source. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["source"];
                };
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tags, `{}` when there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["tags"];
                };
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag's value, a string or a list of strings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | string[];
                };
            };
            /** @description No such Source, or it lacks this tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /** @description The new value, as JSON. */
        requestBody: {
            content: {
                "application/json": string | string[];
            };
        };
        responses: {
            /** @description The tag is stored. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is neither a JSON string nor a list of strings. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Source. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source, or the tag name is not valid. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Source. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source, or it lacks this tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source, or it lacks this tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON string, or `null` when none is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | null;
                };
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /** @description The new description, as a JSON string; `""` is a set value. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not a JSON string. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Source. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value is unset; so it is when it was not set before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Source. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON string, or `null` when none is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | null;
                };
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        /** @description The new label, as a JSON string; `""` is a set value. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not a JSON string. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Source. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value is unset; so it is when it was not set before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Source. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_sources-sourceId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Source's id, a lower-case UUID; anything else gives 404. */
                sourceId: components["parameters"]["sourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Source. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_flows: {
        parameters: {
            query?: {
                /** @description Keep Flows of this Source; an unknown id matches nothing. */
                source_id?: components["parameters"]["source_id"];
                /** @description Keep Flows with a Segment that overlaps this range; a gap does not count. */
                timerange?: components["parameters"]["flows_timerange"];
                /** @description Keep Flows of this format, their own or their Profile's. */
                format?: components["parameters"]["flows_format"];
                /** @description Keep Flows with exactly this codec, their own or their Profile's. */
                codec?: components["parameters"]["flows_codec"];
                /** @description Keep Flows linked to this Profile, not those that merely look alike or were unlinked. */
                profile_id?: components["parameters"]["profile_id"];
                /** @description Keep Flows with exactly this label, with case; unlabelled ones never match. */
                label?: components["parameters"]["flows_label"];
                /** @description `true` turns the order round exactly; Flows without the sort key then come first. */
                reverse_order?: components["parameters"]["flows_reverse_order"];
                /** @description The key to order by, `created` when absent: dates newest first, labels ascending. */
                sort_by?: components["parameters"]["flows_sort_by"];
                /** @description Keep Flows with this status; Flows without one never match. */
                status?: components["parameters"]["status"];
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description Keep video Flows with this frame width in pixels; image Flows never match. */
                frame_width?: components["parameters"]["frame_width"];
                /** @description Keep video Flows with this frame height in pixels; image Flows never match. */
                frame_height?: components["parameters"]["frame_height"];
                /** @description `true` keeps Flows whose Segments have initialisation Objects; `false` keeps all others, those that do not say included. */
                init_segments?: components["parameters"]["init_segments"];
                /** @description Keep Flows collected by at least one of these comma-separated Flows. */
                collected_by_ids?: components["parameters"]["flows_collected_by_ids"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Flows, `[]` when none matches. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-get"][];
                };
            };
            /** @description A filter, `sort_by`, `limit` or `page` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_flows: {
        parameters: {
            query?: {
                /** @description Keep Flows of this Source; an unknown id matches nothing. */
                source_id?: components["parameters"]["source_id"];
                /** @description Keep Flows with a Segment that overlaps this range; a gap does not count. */
                timerange?: components["parameters"]["flows_timerange"];
                /** @description Keep Flows of this format, their own or their Profile's. */
                format?: components["parameters"]["flows_format"];
                /** @description Keep Flows with exactly this codec, their own or their Profile's. */
                codec?: components["parameters"]["flows_codec"];
                /** @description Keep Flows linked to this Profile, not those that merely look alike or were unlinked. */
                profile_id?: components["parameters"]["profile_id"];
                /** @description Keep Flows with exactly this label, with case; unlabelled ones never match. */
                label?: components["parameters"]["flows_label"];
                /** @description `true` turns the order round exactly; Flows without the sort key then come first. */
                reverse_order?: components["parameters"]["flows_reverse_order"];
                /** @description The key to order by, `created` when absent: dates newest first, labels ascending. */
                sort_by?: components["parameters"]["flows_sort_by"];
                /** @description Keep Flows with this status; Flows without one never match. */
                status?: components["parameters"]["status"];
                /** @description Keep items whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "tag.{name}"?: components["parameters"]["tag"];
                /** @description `true` keeps items that have a tag `{name}`, `false` those that lack it; absent does not filter. */
                "tag_exists.{name}"?: components["parameters"]["tag_exists"];
                /** @description Keep video Flows with this frame width in pixels; image Flows never match. */
                frame_width?: components["parameters"]["frame_width"];
                /** @description Keep video Flows with this frame height in pixels; image Flows never match. */
                frame_height?: components["parameters"]["frame_height"];
                /** @description `true` keeps Flows whose Segments have initialisation Objects; `false` keeps all others, those that do not say included. */
                init_segments?: components["parameters"]["init_segments"];
                /** @description Keep Flows collected by at least one of these comma-separated Flows. */
                collected_by_ids?: components["parameters"]["flows_collected_by_ids"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A filter, `sort_by`, `limit` or `page` is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId": {
        parameters: {
            query?: {
                /** @description `true` adds the Flow's `timerange`; otherwise it is left out. */
                include_timerange?: components["parameters"]["include_timerange"];
                /** @description Compute the Flow's `timerange` from the Segments that overlap this range, whole and not cut to it. */
                timerange?: components["parameters"]["flow_timerange"];
            };
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Flow. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-get"];
                };
            };
            /** @description A query parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The whole Flow: technical fields or the `profile_id` of a Profile, not both. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["flow-put"];
            };
        };
        responses: {
            /** @description Created; the body is what a GET would now return. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-get"];
                };
            };
            /** @description Replaced. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body breaks its schema, mixes `profile_id` with technical fields, names an unknown Profile or collected Flow, collects itself, or disagrees with the format of its Source. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id in the path is not a lower-case UUID, or not the `id` in the body. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted, and still running: follow the Deletion Request. */
            202: {
                headers: {
                    /** @description The absolute URL of the Deletion Request. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"];
                };
            };
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId": {
        parameters: {
            query?: {
                /** @description `true` adds the Flow's `timerange`; otherwise it is left out. */
                include_timerange?: components["parameters"]["include_timerange"];
                /** @description Compute the Flow's `timerange` from the Segments that overlap this range, whole and not cut to it. */
                timerange?: components["parameters"]["flow_timerange"];
            };
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tags, `{}` when there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["tags"];
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-tags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag's value, a string or a list of strings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | string[];
                };
            };
            /** @description No such Flow, or it lacks this tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The new value, as JSON. */
        requestBody: {
            content: {
                "application/json": string | string[];
            };
        };
        responses: {
            /** @description The tag is stored. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is neither a JSON string nor a list of strings. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow, or the tag name is not valid. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow, or it lacks this tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-tags-name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag's name, percent-encoded where needed. */
                name: components["parameters"]["tag_name"];
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow, or it lacks this tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON string, or `null` when none is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | null;
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The new description, as a JSON string; `""` is a set value. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not a JSON string. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value is unset; so it is when it was not set before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-description": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON string, or `null` when none is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string | null;
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The new label, as a JSON string; `""` is a set value. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not a JSON string. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value is unset; so it is when it was not set before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-label": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-read-only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON boolean, `false` when it was never set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": boolean;
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-read-only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description `true` to protect the Flow, `false` to open it. */
        requestBody: {
            content: {
                "application/json": boolean;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not a JSON boolean. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Flow; never because of the flag itself. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-read-only": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list in its stored order, `[]` when nothing is collected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-collection"];
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The new list; `[]` removes the collection. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["flow-collection"];
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The list breaks its schema, names an unknown Flow or one Flow twice, or would make a Flow collect itself, directly or through others. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection is empty; so it is when it was before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-flow-collection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON integer in 1000 bit/s, or `null` when none is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number | null;
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The rate in 1000 bit/s. */
        requestBody: {
            content: {
                "application/json": number;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not an integer of 0 or more. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value is unset; so it is when it was not set before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-max-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON integer in 1000 bit/s, or `null` when none is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number | null;
                };
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "PUT_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description The rate in 1000 bit/s. */
        requestBody: {
            content: {
                "application/json": number;
            };
        };
        responses: {
            /** @description The new value is stored and visible at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not an integer of 0 or more, or the Flow is linked to a Profile. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The value is unset; so it is when it was not set before. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-avg-bit-rate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flows-flowId-segments": {
        parameters: {
            query?: {
                /** @description Keep Segments that use this Object as media; initialisation Objects do not match. */
                object_id?: components["parameters"]["object_id"];
                /** @description Keep Segments that overlap this range at all; absent keeps all, `()` none. */
                timerange?: components["parameters"]["segments_timerange"];
                /** @description `true` lists the latest Segment first instead of the earliest. */
                reverse_order?: components["parameters"]["segments_reverse_order"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description Keep URLs whose Storage Backend's tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case; a URL outside all Storage Backends is dropped. */
                "storage_backend_tag.{name}"?: components["parameters"]["storage_backend_tag"];
                /** @description Keep URLs whose Storage Backend has (`true`) or lacks (`false`) a tag `{name}`; a URL outside all Storage Backends lacks every tag. */
                "storage_backend_tag_exists.{name}"?: components["parameters"]["storage_backend_tag_exists"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Segments; `[]` when none matches, and also when no such Flow exists. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description From the earliest start to the latest end on this page, gaps included; `()` for an empty page. */
                    "X-Paging-Timerange"?: components["schemas"]["timerange"];
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-segment"][];
                };
            };
            /** @description A query parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow id is not a lower-case UUID. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_flows-flowId-segments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description One Segment, or a list of them. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["flow-segment-post"] | components["schemas"]["flow-segment-post"][];
            };
        };
        responses: {
            /** @description A list of which some or all items were refused; the body names those, and the rest is stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-segment-bulk-failure"];
                };
            };
            /** @description Everything is stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body breaks its schema, the Flow has no `container`, or the single Segment is refused: it overlaps another, exceeds its Object's `timerange`, or contradicts what is known of the Object. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_flows-flowId-segments": {
        parameters: {
            query?: {
                /** @description Delete only Segments that this range covers wholly, bounds included; absent covers all, `()` none. */
                timerange?: components["schemas"]["timerange"];
                /** @description Delete only Segments that use this Object. */
                object_id?: string;
            };
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted, and still running: follow the Deletion Request. */
            202: {
                headers: {
                    /** @description The absolute URL of the Deletion Request. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"];
                };
            };
            /** @description Done, also when nothing matched. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flows-flowId-segments": {
        parameters: {
            query?: {
                /** @description Keep Segments that use this Object as media; initialisation Objects do not match. */
                object_id?: components["parameters"]["object_id"];
                /** @description Keep Segments that overlap this range at all; absent keeps all, `()` none. */
                timerange?: components["parameters"]["segments_timerange"];
                /** @description `true` lists the latest Segment first instead of the earliest. */
                reverse_order?: components["parameters"]["segments_reverse_order"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description Keep URLs whose Storage Backend's tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case; a URL outside all Storage Backends is dropped. */
                "storage_backend_tag.{name}"?: components["parameters"]["storage_backend_tag"];
                /** @description Keep URLs whose Storage Backend has (`true`) or lacks (`false`) a tag `{name}`; a URL outside all Storage Backends lacks every tag. */
                "storage_backend_tag_exists.{name}"?: components["parameters"]["storage_backend_tag_exists"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description From the earliest start to the latest end on this page, gaps included; `()` for an empty page. */
                    "X-Paging-Timerange"?: components["schemas"]["timerange"];
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow id is not a lower-case UUID. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_flows-flowId-storage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Flow's id, a lower-case UUID; anything else gives 404. */
                flowId: components["parameters"]["flowId"];
            };
            cookie?: never;
        };
        /** @description What to allocate; no body means the server's default number on the default Storage Backend. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["flow-storage-post"];
            };
        };
        responses: {
            /** @description The allocated Objects. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["flow-storage"];
                };
            };
            /** @description The body breaks its schema, names both `limit` and `object_ids`, an id already in use (then nothing is allocated) or an unknown Storage Backend, or the Flow has no `container`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Flow is read-only, or the caller may not change it; the error says which. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Flow. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_objects: {
        parameters: {
            query?: {
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["objects_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description Keep in `referenced_by_flows` the Flows whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "flow_tag.{name}"?: components["parameters"]["flow_tag"];
                /** @description Keep in `referenced_by_flows` the Flows that have (`true`) or lack (`false`) a tag `{name}`. */
                "flow_tag_exists.{name}"?: components["parameters"]["flow_tag_exists"];
                /** @description Keep URLs whose Storage Backend's tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case; a URL outside all Storage Backends is dropped. */
                "storage_backend_tag.{name}"?: components["parameters"]["storage_backend_tag"];
                /** @description Keep URLs whose Storage Backend has (`true`) or lacks (`false`) a tag `{name}`; a URL outside all Storage Backends lacks every tag. */
                "storage_backend_tag_exists.{name}"?: components["parameters"]["storage_backend_tag_exists"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Object's id, percent-encoded where needed (`/` included). */
                objectId: components["parameters"]["objectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Object. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["object"];
                };
            };
            /** @description A query parameter is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Object, or it is allocated but not registered yet. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HEAD_objects: {
        parameters: {
            query?: {
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["objects_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description Keep in `referenced_by_flows` the Flows whose tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case. */
                "flow_tag.{name}"?: components["parameters"]["flow_tag"];
                /** @description Keep in `referenced_by_flows` the Flows that have (`true`) or lack (`false`) a tag `{name}`. */
                "flow_tag_exists.{name}"?: components["parameters"]["flow_tag_exists"];
                /** @description Keep URLs whose Storage Backend's tag `{name}` equals, or as a list contains, one of these comma-separated values, whole and with case; a URL outside all Storage Backends is dropped. */
                "storage_backend_tag.{name}"?: components["parameters"]["storage_backend_tag"];
                /** @description Keep URLs whose Storage Backend has (`true`) or lacks (`false`) a tag `{name}`; a URL outside all Storage Backends lacks every tag. */
                "storage_backend_tag_exists.{name}"?: components["parameters"]["storage_backend_tag_exists"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Object's id, percent-encoded where needed (`/` included). */
                objectId: components["parameters"]["objectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed, as for the GET. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Object, or it is allocated but not registered yet. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_objects-instances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Object's id, percent-encoded where needed (`/` included). */
                objectId: components["parameters"]["objectId"];
            };
            cookie?: never;
        };
        /** @description Either `storage_id`, or `url` with `label`. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["objects-instances-post"];
            };
        };
        responses: {
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is neither or both kinds, names an unknown Storage Backend or one that holds a copy already, or a label in use. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Object; a read-only Flow does not prevent it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Object, or it is not registered yet. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "DELETE_objects-instances": {
        parameters: {
            query?: {
                /** @description The Storage Backend whose copy is to be removed. */
                storage_id?: string;
                /** @description The label of the instance to remove; a controlled one answers to the label of its Storage Backend. */
                label?: string;
            };
            header?: never;
            path: {
                /** @description The Object's id, percent-encoded where needed (`/` included). */
                objectId: components["parameters"]["objectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Neither or both parameters are given, or this is the last instance. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The caller may not change this Object. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Object, or it has no such instance. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flow-delete-requests": {
        parameters: {
            query?: {
                /** @description `true` lists the oldest first instead of the newest. */
                reverse_order?: components["parameters"]["flow_delete_requests_reverse_order"];
                /** @description The date to order by, newest first; `created` when absent. */
                sort_by?: components["parameters"]["flow_delete_requests_sort_by"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of Deletion Requests, `[]` when there are none. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"][];
                };
            };
        };
    };
    "HEAD_flow-delete-requests": {
        parameters: {
            query?: {
                /** @description `true` lists the oldest first instead of the newest. */
                reverse_order?: components["parameters"]["flow_delete_requests_reverse_order"];
                /** @description The date to order by, newest first; `created` when absent. */
                sort_by?: components["parameters"]["flow_delete_requests_sort_by"];
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page, filters kept; absent on the last page. */
                    Link?: string;
                    /** @description The limit applied to this page, which may be lower than the one asked for. */
                    "X-Paging-Limit"?: number;
                    /** @description How many items this page holds. */
                    "X-Paging-Count"?: number;
                    /** @description `true` when the order was turned round, else `false`. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_flow-delete-requests-request-id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Deletion Request's id; anything unknown gives 404. */
                "request-id": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Deletion Request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["deletion-request"];
                };
            };
            /** @description No such Deletion Request, or it has expired. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "HEAD_flow-delete-requests-request-id": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The Deletion Request's id; anything unknown gives 404. */
                "request-id": string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is there, as for the GET. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_health-live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["health-live"];
                };
            };
        };
    };
    "HEAD_health-live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_health-ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every check passed, and requests can be served. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["health-ready"];
                };
            };
            /** @description At least one check failed; send no traffic here until it passes. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["health-ready"];
                };
            };
        };
    };
    "HEAD_health-ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every check passed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description At least one check failed. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One OpenAPI 3.1 document, with every reference resolvable inside it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["openapi-document"];
                };
            };
        };
    };
    HEAD_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract can be read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_media: {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: {
                /** @description One byte range as in RFC 9110, for example `bytes=0-1023`; absent reads everything. */
                range?: string;
            };
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All the bytes, with the media type they were written with. */
            200: {
                headers: {
                    /** @description The number of bytes in the body (of a HEAD, the number a GET would send). */
                    "Content-Length"?: number;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description A strong validator; it changes when the bytes do. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The bytes of the range. */
            206: {
                headers: {
                    /** @description The number of bytes in the range. */
                    "Content-Length"?: number;
                    /** @description The range sent and the full size, for example `bytes 0-1023/4096`. */
                    "Content-Range"?: string;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description The validator of the whole, not of the range. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The key, expiry, signature or a checksum header is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The signature is wrong or has expired, or the caller may not reach these bytes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description No such Storage Backend, or nothing has been written under this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The range starts past the end of the bytes. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    PUT_media: {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: {
                /** @description MD5 of the body in base64 (RFC 1864); the write is refused when it does not match. */
                "content-md5"?: string;
                /** @description SHA-256 of the body in base64; the write is refused when it does not match. */
                "x-amz-checksum-sha256"?: string;
            };
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        /** @description The bytes, in any media type. */
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description The bytes are stored durably. */
            200: {
                headers: {
                    /** @description A strong validator of the stored bytes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key, expiry, signature or a checksum header is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The signature is wrong or has expired, or the caller may not reach these bytes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description No such Storage Backend, or the key was never handed out. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description Bytes are already stored under this key, or another write of it is under way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The body is larger than the store accepts. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    HEAD_media: {
        parameters: {
            query?: {
                /** @description When the signed URL stops working, in seconds since 1970 (UTC); absent when API credentials are used. */
                expires?: number;
                /** @description The signature over the method, path and expiry, base64url without padding; absent when API credentials are used. */
                signature?: string;
            };
            header?: {
                /** @description One byte range as in RFC 9110, for example `bytes=0-1023`; absent reads everything. */
                range?: string;
            };
            path: {
                /** @description The id of the Storage Backend that holds the bytes. */
                storageId: components["schemas"]["uuid"];
                /** @description The key of the bytes inside that Storage Backend. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes exist. */
            200: {
                headers: {
                    /** @description The number of bytes in the body (of a HEAD, the number a GET would send). */
                    "Content-Length"?: number;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description A strong validator; it changes when the bytes do. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range can be read. */
            206: {
                headers: {
                    /** @description The number of bytes in the range. */
                    "Content-Length"?: number;
                    /** @description The range sent and the full size, for example `bytes 0-1023/4096`. */
                    "Content-Range"?: string;
                    /** @description Always `bytes`. */
                    "Accept-Ranges"?: string;
                    /** @description The validator of the whole, not of the range. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The key, expiry, signature or a checksum header is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The signature is wrong or has expired, or the caller may not reach these bytes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such Storage Backend, or nothing has been written under this key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range starts past the end of the bytes. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GET_events: {
        parameters: {
            query?: {
                /** @description Keep events of these comma-separated kinds, such as `flows/created`; empty keeps none, absent keeps all. */
                events?: components["schemas"]["event-type-list"];
                /** @description Keep events about these comma-separated Flows and their Segments, and all Source events; the empty list keeps Source events only. */
                flow_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about these comma-separated Sources, their Flows and Segments; the empty list keeps none. */
                source_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Flows that one of these comma-separated Flows collected then, and all Source events; the empty list means Flows that nothing collected. */
                flow_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Sources that one of these comma-separated Sources collected then, their Flows and Segments; the empty list means Sources that nothing collected. */
                source_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Keep events that came after the one with this id. */
                after?: components["schemas"]["event-id"];
                /** @description Keep events that happened at this time or later. */
                since?: string;
                /** @description Keep events that happened before this time. */
                until?: string;
                /** @description `true` turns the order round: the latest event first. */
                reverse_order?: boolean;
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page; absent on the last page. */
                    Link?: string;
                    /** @description The most items that this page could hold. */
                    "X-Paging-Limit"?: number;
                    /** @description The number of items on this page. */
                    "X-Paging-Count"?: number;
                    /** @description Whether the order was turned round. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["event"][];
                };
            };
            /** @description A query parameter is malformed; the error names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    HEAD_events: {
        parameters: {
            query?: {
                /** @description Keep events of these comma-separated kinds, such as `flows/created`; empty keeps none, absent keeps all. */
                events?: components["schemas"]["event-type-list"];
                /** @description Keep events about these comma-separated Flows and their Segments, and all Source events; the empty list keeps Source events only. */
                flow_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about these comma-separated Sources, their Flows and Segments; the empty list keeps none. */
                source_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Flows that one of these comma-separated Flows collected then, and all Source events; the empty list means Flows that nothing collected. */
                flow_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Sources that one of these comma-separated Sources collected then, their Flows and Segments; the empty list means Sources that nothing collected. */
                source_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Keep events that came after the one with this id. */
                after?: components["schemas"]["event-id"];
                /** @description Keep events that happened at this time or later. */
                since?: string;
                /** @description Keep events that happened before this time. */
                until?: string;
                /** @description `true` turns the order round: the latest event first. */
                reverse_order?: boolean;
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page; absent on the last page. */
                    Link?: string;
                    /** @description The most items that this page could hold. */
                    "X-Paging-Limit"?: number;
                    /** @description The number of items on this page. */
                    "X-Paging-Count"?: number;
                    /** @description Whether the order was turned round. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed; the GET says which. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_events-replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which Webhook, and which events; without bounds, all that are kept. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["event-replay-post"];
            };
        };
        responses: {
            /** @description Accepted; the ends of what will be looked at are those that are kept now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["event-replay"];
                };
            };
            /** @description A field is malformed, the bounds leave nothing between them, or the Webhook is `disabled` or in `error`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description There is no such Webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "GET_events-stream": {
        parameters: {
            query?: {
                /** @description Keep events of these comma-separated kinds, such as `flows/created`; empty keeps none, absent keeps all. */
                events?: components["schemas"]["event-type-list"];
                /** @description Keep events about these comma-separated Flows and their Segments, and all Source events; the empty list keeps Source events only. */
                flow_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about these comma-separated Sources, their Flows and Segments; the empty list keeps none. */
                source_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Flows that one of these comma-separated Flows collected then, and all Source events; the empty list means Flows that nothing collected. */
                flow_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Sources that one of these comma-separated Sources collected then, their Flows and Segments; the empty list means Sources that nothing collected. */
                source_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Keep events that came after the one with this id. */
                after?: components["schemas"]["event-id"];
            };
            header?: {
                /** @description Where to go on, as browsers say it when they connect again; it goes before `after`. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A query parameter is malformed; the error names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description As many clients listen as the server allows; `Retry-After` says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "HEAD_events-stream": {
        parameters: {
            query?: {
                /** @description Keep events of these comma-separated kinds, such as `flows/created`; empty keeps none, absent keeps all. */
                events?: components["schemas"]["event-type-list"];
                /** @description Keep events about these comma-separated Flows and their Segments, and all Source events; the empty list keeps Source events only. */
                flow_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about these comma-separated Sources, their Flows and Segments; the empty list keeps none. */
                source_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Flows that one of these comma-separated Flows collected then, and all Source events; the empty list means Flows that nothing collected. */
                flow_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep events about Sources that one of these comma-separated Sources collected then, their Flows and Segments; the empty list means Sources that nothing collected. */
                source_collected_by_ids?: components["schemas"]["uuid-list-empty"];
                /** @description Keep URLs with one of these comma-separated labels, dropping those without a label. */
                accept_get_urls?: components["parameters"]["accept_get_urls"];
                /** @description Keep URLs on one of these comma-separated Storage Backends, dropping uncontrolled ones; absent or empty keeps all. */
                accept_storage_ids?: components["parameters"]["segments_accept_storage_ids"];
                /** @description `true` keeps presigned URLs, `false` the others; absent keeps both. */
                presigned?: components["parameters"]["presigned"];
                /** @description `true` adds the Storage Backend's properties, `storage_id` and `controlled` to each URL; otherwise an entry has `url`, `presigned` and `label` only. */
                verbose_storage?: components["parameters"]["verbose_storage"];
                /** @description `true` adds `object_timerange` to every Segment; otherwise none has it. */
                include_object_timerange?: components["parameters"]["include_object_timerange"];
                /** @description Keep events that came after the one with this id. */
                after?: components["schemas"]["event-id"];
            };
            header?: {
                /** @description Where to go on, as browsers say it when they connect again; it goes before `after`. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A client could listen now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is malformed; the GET says which. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description As many clients listen as the server allows. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_webhooks-webhookId-deliveries": {
        parameters: {
            query?: {
                /** @description Keep deliveries in this state. */
                state?: components["schemas"]["delivery-state"];
                /** @description `true` turns the order round: the earliest event first. */
                reverse_order?: boolean;
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Webhook's id. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page; absent on the last page. */
                    Link?: string;
                    /** @description The most items that this page could hold. */
                    "X-Paging-Limit"?: number;
                    /** @description The number of items on this page. */
                    "X-Paging-Count"?: number;
                    /** @description Whether the order was turned round. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["delivery"][];
                };
            };
            /** @description A query parameter is malformed; the error names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description There is no such Webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "HEAD_webhooks-webhookId-deliveries": {
        parameters: {
            query?: {
                /** @description Keep deliveries in this state. */
                state?: components["schemas"]["delivery-state"];
                /** @description `true` turns the order round: the earliest event first. */
                reverse_order?: boolean;
                /** @description Where to continue: the `X-Paging-NextKey` of the page before. */
                page?: components["parameters"]["trait_resource_paged_key"];
                /** @description The most items to return, at least 1. */
                limit?: components["parameters"]["trait_paged_limit"];
            };
            header?: never;
            path: {
                /** @description The Webhook's id. */
                webhookId: components["schemas"]["uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The headers of the GET, without its body. */
            200: {
                headers: {
                    /** @description `<URL>; rel="next"` with the absolute URL of the next page; absent on the last page. */
                    Link?: string;
                    /** @description The most items that this page could hold. */
                    "X-Paging-Limit"?: number;
                    /** @description The number of items on this page. */
                    "X-Paging-Count"?: number;
                    /** @description Whether the order was turned round. */
                    "X-Paging-Reverse-Order"?: boolean;
                    /** @description The `page` value of the next page; absent on the last page. */
                    "X-Paging-NextKey"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A query parameter is malformed; the GET says which. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such Webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "POST_auth-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who logs in. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["auth-login"];
            };
        };
        responses: {
            /** @description A token, which no cache may keep. */
            200: {
                headers: {
                    /** @description Always `no-store`. */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-token"];
                };
            };
            /** @description The body is not as described. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description Name and password do not fit. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description Authentication is off here, so there are no accounts. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "POST_auth-refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The newest refresh token of the login. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["auth-refresh"];
            };
        };
        responses: {
            /** @description A token, which no cache may keep. */
            200: {
                headers: {
                    /** @description Always `no-store`. */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-token"];
                };
            };
            /** @description The body is not as described. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description The refresh token is unknown, spent or expired, or its login is over. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description Authentication is off here, so there are no accounts. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "POST_auth-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Any refresh token of the login. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["auth-refresh"];
            };
        };
        responses: {
            /** @description There is no such login (any more). */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not as described. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
            /** @description Authentication is off here, so there are no accounts. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "POST_auth-token": {
        parameters: {
            query?: never;
            header?: {
                /** @description Basic credentials of the client, unless they are in the body. */
                authorization?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The form of RFC 6749, sections 4.4.2 and 6. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /**
                     * @description Which kind of grant.
                     * @enum {string}
                     */
                    grant_type: "client_credentials" | "refresh_token";
                    /** @description The id of the API token. */
                    client_id?: string;
                    /** @description Its secret, or the whole API token. */
                    client_secret?: string;
                    /** @description The refresh token to spend. */
                    refresh_token?: string;
                    /** @description Scopes with spaces between; absent asks for all. */
                    scope?: string;
                };
            };
        };
        responses: {
            /** @description A token, which no cache may keep. */
            200: {
                headers: {
                    /** @description Always `no-store`. */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-token"];
                };
            };
            /** @description The request is not as OAuth2 has it, or the grant is not good. */
            400: {
                headers: {
                    /** @description Always `no-store`. */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-error"];
                };
            };
            /** @description The client is unknown, or its secret does not fit. */
            401: {
                headers: {
                    /** @description Always `no-store`. */
                    "Cache-Control"?: string;
                    /** @description That clients show themselves by basic credentials. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-error"];
                };
            };
            /** @description Authentication is off here, so there are no accounts. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "GET_well-known-jwks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A key set as RFC 7517 has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-keys"];
                };
            };
            /** @description Authentication is off here, so there are no accounts. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "HEAD_well-known-jwks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys can be read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Authentication is off here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "GET_well-known-oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata of the issuer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth-server"];
                };
            };
            /** @description Authentication is off here, so there are no accounts. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["error"];
                };
            };
        };
    };
    "HEAD_well-known-oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description can be read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Authentication is off here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
