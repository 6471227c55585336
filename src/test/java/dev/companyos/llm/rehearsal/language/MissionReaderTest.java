package dev.companyos.llm.rehearsal.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Field;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissionReaderTest {
    private final MissionReader reader = new MissionReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A waitlist for a coffee subscription              | Coffee Subscription Waitlist | waitlist-entries coffee-subscriptions
            A WAITLIST FOR A COFFEE SUBSCRIPTION              | Coffee Subscription Waitlist | waitlist-entries coffee-subscriptions
            A booking system for a yoga studio                | Yoga Studio Booking System   | bookings yoga-studios
            A recipe sharing app                              | Recipe Sharing App           | recipes
            A recipe and meal plan app                        | Recipe And Meal Plan App     | recipes meal-plans
            Build me a simple CRM for freelance designers     | Freelance Designer CRM       | contacts freelance-designers
            A marketplace for handmade candles                | Handmade Candle Marketplace  | handmade-candles orders
            An online shop for vintage vinyl records          | Vintage Vinyl Record Shop    | vintage-vinyl-records orders
            Sell handmade soap online                         | Handmade Soap Shop           | handmade-soaps orders
            A directory of local plumbers                     | Plumber Directory            | plumbers
            A blog about sourdough baking                     | Sourdough Baking Blog        | posts sourdough-bakings
            Track my expenses                                 | Expense Tracker              | expenses
            Help people find lost pets                        | Lost Pet Finder              | lost-pets
            Uber for dog walking                              | Dog Walking Uber             | bookings dog-walking-sessions
            A job board for remote developers                 | Remote Developer Job Board   | jobs remote-developers
            An issue tracker for small teams                  | Issue Tracker                | issues comments
            A tool for managing invoices and clients          | Invoice Tool                 | invoices clients
            An app to book tennis courts                      | Tennis Court Booking App     | bookings tennis-courts
            A survey tool for restaurants                     | Restaurant Survey Tool       | survey-responses restaurants
            A review site for coffee shops                    | Coffee Shop Review Site      | reviews coffee-shops
            A community forum for beekeepers                  | Beekeeper Community Forum    | topics beekeepers
            A todo list                                       | Todo List                    | tasks
            A meal planner with recipes and shopping lists    | Meal Planner                 | meals recipes
            A platform where students rate courses            | Course Platform              | courses
            Our bakery's website where customers order cakes  | Bakery's Website             | cakes
            A wedding RSVP page                               | Wedding RSVP Page            | registrations weddings
            A pet adoption site                               | Pet Adoption Site            | pet-adoptions
            Crowdfunding for school gardens                   | School Garden Crowdfunding   | fundraisers school-gardens
            A time tracking tool for consultants              | Consultant Time Tracking Tool | time-entries consultants
            A podcast directory with episodes and reviews     | Podcast Directory            | podcasts episodes reviews
            A car rental service                              | Car Rental Service           | cars rentals
            A carpooling app for commuters                    | Commuter Carpooling App      | rides commuters
            Flashcards for learning Portuguese                | Portuguese Flashcards        | flashcards
            A helpdesk for a software company                 | Software Company Helpdesk    | tickets comments
            A glossary of legal terms                         | Legal Term Glossary          | legal-terms
            A parking spot finder                             | Parking Spot Finder          | parking-spots
            A clinic appointment scheduler                    | Clinic Appointment Scheduler | appointments clinics
            A gift registry for weddings                      | Wedding Gift Registry        | wishlist-items weddings
            Share garden tools with neighbours                | Garden Tool Exchange         | garden-tools neighbours
            The best place to swap second-hand books          | Second-hand Book Exchange Place | second-hand-books orders
            An Airbnb for campsites                           | Campsite Airbnb              | bookings campsites
            A dashboard for sensor readings                   | Sensor Reading Dashboard     | sensor-readings
            An inventory system for a bike shop with parts    | Bike Shop Inventory System   | parts
            An online store that sells plants, with categories | Plant Store                 | plants orders
            A queue for a barber shop                         | Barber Shop Queue            | queue-entries barber-shops
            A service that reminds people to take their medication | Medication Service      | medications
            A tool that helps teachers grade essays faster    | Essay Tool                   | essays
            An internal tool to approve vacation requests     | Vacation Request Tool        | vacation-requests
            A place to log bird sightings                     | Bird Sighting Log Place      | bird-sightings
            Landing page for an AI startup called "Beanly"    | Beanly                       | signups
            """)
    void the_missions_nouns_become_what_the_product_keeps(String mission, String name, String routes) {
        Product product = reader.read(mission);
        assertThat(product.name()).isEqualTo(name);
        assertThat(product.entities()).extracting(Entity::pluralKebab).contains(routes.split(" "));
        assertThat(product.entities()).hasSizeBetween(1, 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A book tracker with title, author and rating                  | book     | title author rating
            A tracker where members log workouts and track weight         | workout  | weight
            A wine cellar log with grape, region, vintage and tasting notes | wine cellar | grape region vintage tasting_notes
            A shop inventory with parts, quantity, price and supplier     | part     | quantity price supplier
            A habit tracker with streaks                                  | habit    | streak
            A shop for vinyl records                                      | vinyl record | name price
            A waitlist for a newsletter about bees with name, email and referral code | waitlist entry | name email referral_code
            """)
    void named_details_become_fields(String mission, String entity, String fields) {
        assertThat(reader.read(mission).entities())
                .filteredOn(kept -> kept.singular().equals(entity))
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept.fields()).extracting(Field::name).contains(fields.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Eine Warteliste für ein Kaffee-Abo     | kaffee-abos
            Un registro de libros para bibliotecas | libros
            咖啡订阅的候补名单                       | items
            ☕🚀                                    | items
            """)
    void other_languages_give_valid_products_with_their_own_words_in_the_name(String mission, String route) {
        Product product = reader.read(mission);
        assertThat(product.entities()).extracting(Entity::pluralKebab).contains(route);
        assertThat(product.tagline()).isEqualTo(mission);
        assertThat(product.name()).isNotBlank().isNotEqualTo("New Product");
    }

    @Test
    void every_entity_can_be_filled_in() {
        for (String mission : List.of("A zoo", "class", "fish", "A log", "with x")) {
            for (Entity entity : reader.read(mission).entities())
                assertThat(entity.fields()).as(mission).anyMatch(Field::required);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "entry,entries",
        "box,boxes",
        "person,people",
        "leaf,leaves",
        "dish,dishes",
        "bus,buses",
        "day,days",
        "coffee subscription,coffee subscriptions",
        "news,news entries",
        "fish,fish entries",
        "quiz,quizzes",
        "movie,movies",
        "course,courses",
        "tech,techs",
        "address,addresses",
        "status,statuses",
        "class,classes"
    })
    void one_and_many(String one, String many) {
        assertThat(Inflection.plural(one)).isEqualTo(many);
        if (!many.endsWith("entries")) assertThat(Inflection.singular(many)).isEqualTo(one);
        assertThat(Inflection.singular(one)).isEqualTo(one);
    }
}
